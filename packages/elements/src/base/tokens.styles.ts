import { css } from 'lit';

/**
 * The visual language. A page sets `--portico-…` properties anywhere above a widget; inside, widgets use only the
 * private `--_…` names, which fall back to these defaults. Colours follow `color-scheme`, sizes are in `em` of one font
 * size, and all tints are mixed from accent, text and surface, so setting the accent alone makes a theme.
 *
 * @cssprop --portico-accent - Buttons, links, focus. Needs 4.5:1 against the surface.
 * @cssprop --portico-on-accent - Text on the accent.
 * @cssprop --portico-surface - Behind everything.
 * @cssprop --portico-surface-raised - Cards, menus, inputs.
 * @cssprop --portico-text - Text.
 * @cssprop --portico-text-muted - Secondary text. Needs 4.5:1 against the surface.
 * @cssprop --portico-border - Hairlines between things.
 * @cssprop --portico-border-strong - Edges of inputs and buttons. Needs 3:1 against the surface.
 * @cssprop --portico-danger - Errors.
 * @cssprop --portico-success - Done, accepted.
 * @cssprop --portico-warning - Waiting, attention.
 * @cssprop --portico-mark - Behind matches in search results.
 * @cssprop --portico-font - Font family; default the page's.
 * @cssprop --portico-font-heading - Font family of headings; default `--portico-font`.
 * @cssprop --portico-font-mono - Font family of code.
 * @cssprop --portico-font-size - Size all others follow; default 16px.
 * @cssprop --portico-heading-size - Size of a widget's own title; default 1.25em.
 * @cssprop --portico-radius - Corners of inputs and buttons; cards have half as much again.
 * @cssprop --portico-shadow - Under cards.
 * @cssprop --portico-shadow-raised - Under menus and dialogs.
 * @cssprop --portico-color-scheme - `light`, `dark` or `light dark`; default the page's.
 * @cssprop --portico-min-block-size - Height kept free before the first answer.
 */
export const tokens = css`
  :host {
    color-scheme: var(--portico-color-scheme, inherit);
    --_accent: var(--portico-accent, light-dark(#2f54c7, #9db4ff));
    --_on-accent: var(--portico-on-accent, light-dark(#fff, #0e1430));
    --_surface: var(--portico-surface, light-dark(#fff, #14171c));
    --_raised: var(--portico-surface-raised, light-dark(#fff, #1b1f26));
    --_text: var(--portico-text, light-dark(#171a21, #e8ebf0));
    --_muted: var(--portico-text-muted, light-dark(#596273, #a3acba));
    --_border: var(--portico-border, light-dark(#e2e5eb, #2c323c));
    --_border-strong: var(--portico-border-strong, light-dark(#868e9c, #6f7887));
    --_danger: var(--portico-danger, light-dark(#b3261e, #ffa198));
    --_success: var(--portico-success, light-dark(#14703f, #6ed39b));
    --_warning: var(--portico-warning, light-dark(#855300, #f0b84c));
    --_mark: var(--portico-mark, light-dark(#ffedb3, #57460f));
    --_sunken: color-mix(in oklab, var(--_text) 4%, var(--_surface));
    --_tint: color-mix(in oklab, var(--_accent) 9%, var(--_surface));
    --_accent-hover: color-mix(in oklab, var(--_accent) 86%, var(--_text));
    --_radius: var(--portico-radius, 0.5em);
    --_radius-card: calc(var(--_radius) * 1.5);
    --_shadow: var(--portico-shadow, 0 1px 2px light-dark(#10182810, #0004));
    --_shadow-raised: var(
      --portico-shadow-raised,
      0 4px 8px -2px light-dark(#10182814, #0006),
      0 16px 32px -8px light-dark(#1018281f, #0008)
    );
    --_ring: 0 0 0 2px var(--_surface), 0 0 0 4px var(--_accent);

    display: block;
    container: portico / inline-size;
    min-block-size: var(--portico-min-block-size, auto);
    color: var(--_text);
    font-family: var(--portico-font, inherit);
    font-size: var(--portico-font-size, 16px);
    font-style: normal;
    font-weight: 400;
    line-height: 1.5;
    letter-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    word-spacing: normal;
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  h1,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  h1,
  h2,
  h3 {
    font-family: var(--portico-font-heading, inherit);
    font-size: var(--portico-heading-size, 1.25em);
    font-weight: 600;
    letter-spacing: -0.011em;
    line-height: 1.3;
    text-wrap: balance;
  }

  h3 {
    font-size: 1em;
  }

  ul,
  ol {
    list-style: none;
  }

  a {
    color: var(--_accent);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
  }

  a:hover {
    color: var(--_accent-hover);
    text-decoration-thickness: 2px;
  }

  :focus-visible {
    outline: 2px solid transparent;
    border-radius: var(--_radius);
    box-shadow: var(--_ring);
  }

  mark {
    background: var(--_mark);
    color: inherit;
    border-radius: 0.2em;
  }

  time,
  .number {
    font-variant-numeric: tabular-nums;
  }

  .muted {
    color: var(--_muted);
  }

  .small {
    font-size: 0.875em;
  }

  .icon {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .icon:dir(rtl)[data-mirror] {
    scale: -1 1;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }

  @media (forced-colors: active) {
    :focus-visible {
      outline-color: Highlight;
    }

    mark {
      forced-color-adjust: none;
      background: Mark;
      color: MarkText;
    }
  }
`;
