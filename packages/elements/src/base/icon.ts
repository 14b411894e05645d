import { html, type TemplateResult } from 'lit';

/** An icon on a grid of 20 units, drawn in one stroke in the colour of the text beside it; never the only label. `mirror`: points along the line. */
export const icon = (d: string, mirror = false): TemplateResult =>
  html`<svg class="icon" ?data-mirror=${mirror} viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d=${d} /></svg>`;

export const alertIcon = (): TemplateResult =>
  icon('M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15ZM10 6v5M10 13.9v.1');
export const lockIcon = (): TemplateResult => icon('M4.5 9h11v8h-11zM7 9V6.5a3 3 0 0 1 6 0V9');
export const personIcon = (): TemplateResult =>
  icon('M10 3a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM3.5 17c.5-3.5 3-5 6.5-5s6 1.5 6.5 5');
