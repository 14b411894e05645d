import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    gap: 1.75em;
  }

  .head {
    display: grid;
    gap: 0.5em;
  }

  .title {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 1em;
    align-items: start;
    justify-content: space-between;
  }

  .title h2 {
    font-size: var(--portico-heading-size, 1.5em);
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1.25em;
    color: var(--_muted);
    font-size: 0.875em;
  }

  .facts > div {
    display: flex;
    gap: 0.375em;
  }

  .timeline {
    display: grid;
  }

  .entry {
    position: relative;
    display: grid;
    gap: 0.375em;
    padding-inline-start: 2.25em;
    padding-block-end: 1.5em;
  }

  /* The line that ties the entries together, and a dot for each. */
  .entry::before,
  .entry::after {
    content: '';
    position: absolute;
    inset-inline-start: 0.5em;
  }

  .entry::before {
    inset-block: 1.25em -0.25em;
    inset-inline-start: calc(0.875em - 0.5px);
    inline-size: 1px;
    background: var(--_border);
  }

  .entry:last-child {
    padding-block-end: 0;
  }

  .entry:last-child::before {
    display: none;
  }

  /* Stands there for screen readers before it says anything; its gap should not. */
  [role='status']:empty {
    margin-block-end: -1.75em;
  }

  .entry::after {
    inset-block-start: 0.375em;
    inline-size: 0.75em;
    block-size: 0.75em;
    border: 2px solid var(--_border-strong);
    border-radius: 50%;
    background: var(--_surface);
  }

  .entry[data-from='staff']::after {
    border-color: var(--_accent);
    background: var(--_accent);
  }

  .entry[data-kind='closed']::after {
    border-color: var(--_success);
    background: var(--_success);
  }

  .byline {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75em;
    align-items: baseline;
    font-size: 0.875em;
  }

  .byline strong {
    font-weight: 600;
  }

  .words {
    white-space: pre-line;
    max-inline-size: 68ch;
  }

  .entry[data-from='staff'] .words {
    padding: 0.75em 1em;
    border-radius: var(--_radius);
    background: var(--_tint);
  }

  .done {
    display: flex;
    gap: 0.5em;
    align-items: center;
    color: var(--_success);
    font-weight: 500;
  }

  .issue {
    color: var(--_danger);
  }
`;
