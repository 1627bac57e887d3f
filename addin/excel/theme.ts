/// <reference types="office-js" />

/** Light or dark as Office is; where Office does not say, as the system is. */
export function followTheme(): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const draw = () => {
    const back = Office.context.officeTheme?.bodyBackgroundColor;
    const dark = back ? isDark(back) : system.matches;
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  };
  system.addEventListener('change', draw);
  draw();
}

/** @param colour like `#1f1f1f` */
function isDark(colour: string): boolean {
  const value = Number.parseInt(colour.replace('#', '').slice(0, 6), 16);
  const [red, green, blue] = [value >> 16, (value >> 8) & 255, value & 255];
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
}
