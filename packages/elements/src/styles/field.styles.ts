import { css } from 'lit';

/** For `formField`, `checkboxField` and `errorSummary`; `.fields` is the two-column grid around them. */
export const fieldStyles = css`
  form {
    display: grid;
    gap: 1.5em;
  }

  form > .button {
    justify-self: start;
  }

  .fields {
    display: grid;
    gap: 1.25em 1em;
  }

  .field {
    display: grid;
    gap: 0.375em;
    align-content: start;
    min-inline-size: 0;
  }

  @container portico (inline-size > 32em) {
    .fields {
      grid-template-columns: 1fr 1fr;
    }

    .fields > :not([data-width='half']) {
      grid-column: 1 / -1;
    }
  }

  label,
  legend {
    font-weight: 500;
  }

  .optional,
  .hint,
  .count {
    color: var(--_muted);
    font-size: 0.875em;
    font-weight: 400;
  }

  .count {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  input,
  textarea,
  select {
    font: inherit;
    letter-spacing: inherit;
    color: inherit;
  }

  input:not([type='checkbox'], [type='radio']),
  textarea,
  select {
    inline-size: 100%;
    min-block-size: 2.75em;
    margin: 0;
    padding: 0.5em 0.75em;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_raised);
    transition:
      border-color 120ms,
      box-shadow 120ms;
  }

  /* The arrow is a gradient: a data URL would need img-src data: in the page's policy. */
  select {
    padding-inline-end: 2.5em;
    appearance: none;
    background: conic-gradient(from -45deg at bottom, var(--_muted) 25%, transparent 0) calc(100% - 1em) 52% / 0.75em 0.375em
      no-repeat var(--_raised);
  }

  select:dir(rtl) {
    background-position: 1em 52%;
  }

  textarea {
    min-block-size: 7em;
    max-block-size: 30em;
    resize: vertical;
    field-sizing: content;
  }

  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  input:hover,
  textarea:hover,
  select:hover {
    border-color: var(--_text);
  }

  input:not([type='checkbox'], [type='radio']):focus-visible,
  textarea:focus-visible,
  select:focus-visible {
    border-color: var(--_accent);
    box-shadow: 0 0 0 3px color-mix(in oklab, var(--_accent) 28%, transparent);
    outline: 2px solid transparent;
  }

  .field[data-invalid] :is(input, textarea, select) {
    border-color: var(--_danger);
  }

  .issue {
    color: var(--_danger);
    font-size: 0.875em;
  }

  .check {
    grid-template-columns: auto 1fr;
    gap: 0.375em 0.75em;
    align-items: start;
  }

  .check label {
    font-weight: 400;
  }

  .check input {
    inline-size: 1.25em;
    block-size: 1.25em;
    margin: 0.125em 0 0;
    accent-color: var(--_accent);
  }

  .check .issue {
    grid-column: 2;
  }

  .summary {
    display: grid;
    gap: 0.5em;
    padding: 0.875em 1em;
    border: 1px solid color-mix(in oklab, var(--_danger) 40%, var(--_surface));
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_danger) 7%, var(--_surface));
  }

  .summary p {
    font-weight: 500;
  }

  .summary ul {
    display: grid;
    gap: 0.25em;
    font-size: 0.9375em;
  }

  @container portico (inline-size < 24em) {
    form > .button {
      justify-self: stretch;
    }
  }

  @media (forced-colors: active) {
    select {
      appearance: auto;
    }
  }

  @media (pointer: coarse) {
    input:not([type='checkbox'], [type='radio']),
    select {
      min-block-size: 44px;
      /* Under 16px, phones zoom into a focused input and leave the page there. */
      font-size: max(1em, 16px);
    }

    textarea {
      font-size: max(1em, 16px);
    }

    .check {
      min-block-size: 44px;
      align-items: center;
    }

    .check input {
      margin: 0;
    }
  }
`;
