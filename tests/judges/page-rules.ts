import type { ConfigData } from 'html-validate';

/** All that html-validate holds against pages as the HTML standard has them; style is ours to choose. */
export const PAGE_RULES: ConfigData = {
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    'no-inline-style': 'off',
  },
};
