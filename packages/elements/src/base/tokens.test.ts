import { expect } from '@open-wc/testing';
import { css, html, LitElement } from 'lit';
import { badgeStyles } from '../styles/badge.styles.ts';
import { unmountAll } from '../testing/fixtures.ts';
import { tokens } from './tokens.styles.ts';

/** One line of text for each pair of colours that meet anywhere in the widgets. */
class SwatchElement extends LitElement {
  static override styles = [
    tokens,
    badgeStyles,
    css`
      p { background: var(--_surface); }
      .raised { background: var(--_raised); }
      .sunken { background: var(--_sunken); }
      .muted-sunken { background: var(--_sunken); color: var(--_muted); }
      .accent { color: var(--_accent); }
      .accent-tint { background: var(--_tint); color: var(--_accent); }
      .text-tint { background: var(--_tint); }
      .on-accent { background: var(--_accent); color: var(--_on-accent); }
      .on-hover { background: var(--_accent-hover); color: var(--_on-accent); }
      .danger { color: var(--_danger); }
      .success { color: var(--_success); }
      .warning { color: var(--_warning); }
      .marked { background: var(--_mark); }
      .edge { background: var(--_surface); color: var(--_border-strong); }
    `,
  ];

  override render() {
    const pairs = ['text', 'muted', 'raised', 'sunken', 'muted-sunken', 'accent', 'accent-tint', 'text-tint'];
    const more = ['on-accent', 'on-hover', 'danger', 'success', 'warning', 'marked', 'edge'];
    return html`
      ${[...pairs, ...more].map((pair) => html`<p class=${pair}>${pair}</p>`)}
      ${['', 'accent', 'success', 'warning', 'danger'].map(
        (tone) => html`<p><span class="badge" data-tone=${tone}>badge ${tone}</span></p>`,
      )}
    `;
  }
}
customElements.define('portico-swatch', SwatchElement);

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** Relative luminance, WCAG 2.2, of colours painted one upon the other. */
function luminance(...colors: string[]): number {
  if (!canvas) throw new Error('no canvas');
  for (const color of colors) {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(element: Element): number {
  const { color, backgroundColor } = getComputedStyle(element);
  const around = getComputedStyle(element.parentElement ?? element).backgroundColor;
  const ground = [around, backgroundColor];
  const [dark = 0, light = 0] = [luminance(...ground, color), luminance(...ground)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

async function swatches(scheme: string): Promise<Element[]> {
  const element = document.createElement('portico-swatch') as SwatchElement;
  element.style.colorScheme = scheme;
  document.body.append(element);
  await element.updateComplete;
  return [...(element.shadowRoot?.querySelectorAll('p:not(:has(span)), span') ?? [])];
}

describe('the visual language', () => {
  afterEach(unmountAll);

  for (const scheme of ['light', 'dark']) {
    it(`is readable in ${scheme}`, async () => {
      for (const swatch of await swatches(scheme)) {
        const least = swatch.classList.contains('edge') ? 3 : 4.5;
        expect(contrast(swatch), `${swatch.textContent} in ${scheme}`).to.be.at.least(least);
      }
    });
  }

  it('does not follow the font size of the page’s root', async () => {
    document.documentElement.style.fontSize = '10px';
    const [swatch] = await swatches('light');
    expect(getComputedStyle(swatch as Element).fontSize).to.equal('16px');
    document.documentElement.style.fontSize = '';
  });

  it('takes its font from the page, unless a token says otherwise', async () => {
    document.body.style.fontFamily = 'Georgia';
    const [swatch] = await swatches('light');
    expect(getComputedStyle(swatch as Element).fontFamily).to.equal('Georgia');
    document.body.style.setProperty('--portico-font', 'Verdana');
    expect(getComputedStyle(swatch as Element).fontFamily).to.equal('Verdana');
    document.body.removeAttribute('style');
  });
});
