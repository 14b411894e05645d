import { css } from 'lit';

/** `.button` with `.primary`, `.quiet` or `.danger`; `.icon-button`; `.link` for a button that reads as text. */
export const buttonStyles = css`
  button {
    font: inherit;
    letter-spacing: inherit;
    color: inherit;
    touch-action: manipulation;
  }

  .button,
  .icon-button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: 2.5em;
    padding: 0.4em 1em;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    font-weight: 500;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition:
      background 120ms,
      border-color 120ms;
  }

  .button:hover,
  .icon-button:hover {
    background: var(--_sunken);
    color: var(--_text);
  }

  .button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }

  .button.primary:hover {
    border-color: var(--_accent-hover);
    background: var(--_accent-hover);
  }

  .button.quiet,
  .icon-button {
    border-color: transparent;
    background: transparent;
  }

  .button.quiet:hover,
  .icon-button:hover {
    background: color-mix(in oklab, var(--_text) 7%, transparent);
  }

  .button.danger {
    border-color: var(--_danger);
    color: var(--_danger);
  }

  .button:where(.small) {
    min-block-size: 2.25em;
    padding: 0.25em 0.75em;
  }

  .icon-button {
    inline-size: 2.5em;
    padding: 0;
  }

  .button[aria-pressed='true'] {
    border-color: var(--_accent);
    background: var(--_tint);
    color: var(--_accent);
  }

  .button:disabled,
  .button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }

  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    text-align: start;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }

  .link:hover {
    color: var(--_accent-hover);
    text-decoration-thickness: 2px;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75em;
  }

  @media (pointer: coarse) {
    .button,
    .button.small,
    .icon-button {
      min-block-size: 44px;
      min-inline-size: 44px;
    }
  }
`;
