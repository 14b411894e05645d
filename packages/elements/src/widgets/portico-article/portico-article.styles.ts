import { css } from 'lit';

export const styles = css`
  .article,
  .thanks,
  .title {
    outline: none;
  }

  .article:focus-visible,
  .title:focus-visible,
  .thanks:focus-visible {
    box-shadow: none;
  }

  header {
    display: grid;
    gap: 0.625em;
    margin-block-end: 1.75em;
  }

  .title {
    max-inline-size: 26em;
    font-family: var(--portico-font-heading, inherit);
    font-size: 1.75em;
    font-weight: 650;
    letter-spacing: -0.02em;
    line-height: 1.2;
    text-wrap: balance;
  }

  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1.5em;
    overflow: clip;
    color: var(--_muted);
    font-size: 0.875em;
  }

  .meta > * {
    position: relative;
  }

  /* Within the gap before each fact: at the start of a line it is clipped. */
  .meta > *::before {
    content: '·';
    position: absolute;
    inset-inline-start: -0.875em;
  }

  .lead {
    max-inline-size: 58ch;
    color: var(--_muted);
    font-size: 1.125em;
    text-wrap: pretty;
  }

  .prose :is(h1, h2, h3, h4, h5, h6) {
    margin-block-start: 1.75em;
    font-size: 1em;
    font-weight: 600;
    line-height: 1.35;
    text-wrap: balance;
  }

  .prose :is(h1, h2, h3, h4, h5, h6) + * {
    margin-block-start: 0.5em;
  }

  .prose :is(h1, h2) {
    font-size: 1.375em;
    letter-spacing: -0.011em;
  }

  .prose h3 {
    font-size: 1.25em;
    letter-spacing: -0.011em;
  }

  .prose h4 {
    font-size: 1.0625em;
  }

  .prose img {
    max-inline-size: 100%;
  }

  /* The scroller around a table, which stays a table for screen readers. */
  .prose div[tabindex] {
    max-inline-size: 100%;
    overflow-x: auto;
  }

  .prose div[tabindex] > table {
    display: table;
    max-inline-size: none;
    overflow-wrap: break-word;
  }

  .prose :is(th, td):first-child {
    padding-inline-start: 0;
  }

  .prose th {
    font-weight: 600;
    white-space: nowrap;
  }

  .rating {
    display: grid;
    gap: 1em;
    margin-block-start: 2.5em;
    padding-block-start: 1.25em;
    border-block-start: 1px solid var(--_border);
  }

  .question {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75em 1.25em;
    align-items: center;
    font-weight: 500;
  }

  .question .actions {
    gap: 0.5em;
  }

  .question .button {
    min-inline-size: 4em;
  }

  .rating form {
    gap: 0.875em;
    max-inline-size: 36em;
  }

  .rating textarea {
    min-block-size: 5em;
  }

  .issue {
    color: var(--_danger);
    font-size: 0.875em;
  }

  .thanks {
    display: flex;
    gap: 0.625em;
    align-items: center;
    margin-block-start: 2.5em;
    padding-block-start: 1.25em;
    border-block-start: 1px solid var(--_border);
    font-weight: 500;
  }

  .thanks .icon {
    color: var(--_success);
  }

  .skeleton.wide {
    block-size: 2em;
    margin-block-end: 1.5em;
  }

  @container portico (inline-size < 34em) {
    header {
      margin-block-end: 1.25em;
    }

    .title {
      font-size: 1.5em;
    }
  }
`;
