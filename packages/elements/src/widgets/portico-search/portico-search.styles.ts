import { css } from 'lit';

/** The field and the list under it. */
export const styles = css`
  .field {
    display: flex;
    gap: 0.25em;
    align-items: center;
    padding: 0.375em;
    padding-inline-start: 1.125em;
    border: 1px solid var(--_border-strong);
    border-radius: calc(var(--_radius) * 1.75);
    background: var(--_raised);
    box-shadow: var(--_shadow);
    transition:
      border-color 120ms,
      box-shadow 120ms;
    anchor-name: --portico-search-field;
  }

  .field:hover {
    border-color: var(--_text);
  }

  .field:has(input:focus) {
    border-color: var(--_accent);
    box-shadow:
      var(--_shadow),
      0 0 0 4px color-mix(in oklab, var(--_accent) 22%, transparent);
  }

  .field > .icon {
    color: var(--_muted);
  }

  .field input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 2.5em;
    margin: 0;
    padding: 0 0.625em;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-size: max(1.125em, 16px);
    letter-spacing: inherit;
    text-overflow: ellipsis;
    outline: none;
    box-shadow: none;
  }

  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .field .icon-button {
    color: var(--_muted);
  }

  .field .primary {
    min-block-size: 2.875em;
    padding-inline: 1.25em;
    border-radius: calc(var(--_radius) * 1.25);
  }

  .field .primary .icon {
    display: none;
  }

  kbd {
    min-inline-size: 1.75em;
    margin-inline-end: 0.625em;
    padding: 0.125em 0.375em;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_sunken);
    color: var(--_muted);
    font-family: inherit;
    font-size: 0.875em;
    text-align: center;
  }

  .popup {
    position-anchor: --portico-search-field;
    position-visibility: anchors-visible;
    inset: auto;
    inset-block-start: anchor(end);
    inset-inline-start: anchor(self-start);
    inline-size: anchor-size(self-inline);
    margin: 0.5em 0 0;
    padding: 0;
    overflow: clip;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.75);
    background: var(--_raised);
    color: inherit;
    box-shadow: var(--_shadow-raised);
  }

  /* The list itself scrolls: its keyboard access is that of the combobox. */
  [role='listbox'] {
    max-block-size: min(34em, 70dvb);
    padding: 0.375em;
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  .popup:popover-open {
    animation: appear 120ms ease-out;
  }

  @keyframes appear {
    from {
      opacity: 0;
      translate: 0 -0.25em;
    }
  }

  .options + .options {
    margin-block-start: 0.375em;
    padding-block-start: 0.375em;
    border-block-start: 1px solid var(--_border);
  }

  .option {
    display: flex;
    gap: 0.875em;
    align-items: center;
    min-block-size: 2.75em;
    padding: 0.5em 0.75em;
    border-radius: calc(var(--_radius) * 1.25);
    cursor: pointer;
  }

  .option:hover {
    background: var(--_sunken);
  }

  .option[aria-selected='true'] {
    background: color-mix(in oklab, var(--_accent) 12%, var(--_raised));
    box-shadow: inset 0 0 0 2px var(--_accent);
  }

  .option .icon {
    display: block;
    color: var(--_muted);
  }

  .option[aria-selected='true'] .icon {
    color: var(--_accent);
  }

  .option-body {
    display: grid;
    min-inline-size: 0;
  }

  .option-title {
    overflow-wrap: anywhere;
  }

  [data-type='hit'] .option-title {
    font-weight: 500;
    line-height: 1.35;
  }

  [data-type='completion'] .option-title {
    font-weight: 600;
  }

  .typed {
    font-weight: 400;
  }

  .option-facts {
    overflow: hidden;
    color: var(--_muted);
    font-size: 0.875em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .state,
  .state-loading {
    margin-block-start: 1.5em;
  }

  .mirror {
    display: inline-flex;
  }

  .mirror:dir(rtl) {
    scale: -1 1;
  }

  @container portico (inline-size < 30em) {
    .field {
      padding-inline-start: 0.875em;
    }

    .field .primary {
      inline-size: 2.875em;
      padding: 0;
    }

    .field .primary .icon {
      display: block;
    }

    .field .primary span,
    kbd {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .option[aria-selected='true'] {
      outline: 2px solid Highlight;
    }

    .field:has(input:focus) {
      outline: 2px solid Highlight;
    }
  }
`;
