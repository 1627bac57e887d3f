import { axisX, axisY, barX, barY, plot, ruleX, ruleY, text } from '@observablehq/plot';

/** A bar with its name and figure as they are shown. */
export interface Bar {
  label: string;
  value: number;
  shown: string;
  colour: string;
}

const LETTER = 7;
const EM = 12;
const FONT_SIZE = '12px';

/** Bars from left to right, each with its figure at the end. */
export function horizontalBars(bars: readonly Bar[], width: number, name: string): Element {
  const widest = Math.max(...bars.map(({ label }) => label.length));
  const marginLeft = Math.min(Math.max(60, widest * LETTER + 10), width * 0.42);
  const marginRight = Math.max(...bars.map(({ shown }) => shown.length)) * 7.5 + 10;
  const lines = (label: string) => Math.ceil((label.length * LETTER) / (marginLeft - 10));
  const height = bars.reduce((sum, { label }) => sum + Math.max(30, lines(label) * 15 + 6), 12);
  const most = Math.max(...bars.map(({ value }) => value), 0);
  return described(
    plot({
      width,
      height,
      marginLeft,
      marginRight,
      marginTop: 4,
      marginBottom: 8,
      style: { background: 'none', fontSize: FONT_SIZE, color: 'currentColor' },
      x: { axis: null, domain: [0, most || 1] },
      y: { label: null, domain: bars.map(({ label }) => label), padding: 0.25 },
      marks: [
        barX(bars as Bar[], { x: 'value', y: 'label', fill: 'colour' }),
        ruleX([0], { stroke: 'currentColor', strokeOpacity: 0.5 }),
        axisY({ tickSize: 0, label: null, lineWidth: (marginLeft - 4) / EM }),
        text(bars as Bar[], { x: 'value', y: 'label', text: 'shown', textAnchor: 'start', dx: 5 }),
      ],
    }),
    bars,
    name,
  );
}

/** Columns in the order of time. */
export function columns(bars: readonly Bar[], width: number, name: string): Element {
  const most = Math.max(...bars.map(({ value }) => value), 0);
  return described(
    plot({
      width,
      height: 190,
      marginLeft: 8,
      marginRight: 8,
      marginTop: 20,
      marginBottom: 26,
      style: { background: 'none', fontSize: FONT_SIZE, color: 'currentColor' },
      x: { label: null, domain: bars.map(({ label }) => label), padding: 0.3 },
      y: { axis: null, domain: [0, most || 1] },
      marks: [
        barY(bars as Bar[], { x: 'label', y: 'value', fill: 'colour' }),
        ruleY([0], { stroke: 'currentColor', strokeOpacity: 0.5 }),
        axisX({ tickSize: 0, label: null, lineWidth: width / bars.length / EM }),
        text(bars as Bar[], { x: 'label', y: 'value', text: 'shown', dy: -8 }),
      ],
    }),
    bars,
    name,
  );
}

/** The chart in words, for who does not see it; the same figures stand in a table below. */
function described(chart: Element, bars: readonly Bar[], name: string): Element {
  // Its parts say nothing more.
  for (const part of chart.querySelectorAll('[aria-label], [aria-description]')) {
    part.removeAttribute('aria-label');
    part.removeAttribute('aria-description');
  }
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-label', `${name}: ${bars.map(({ label, shown }) => `${label} ${shown}`).join('; ')}`);
  return chart;
}
