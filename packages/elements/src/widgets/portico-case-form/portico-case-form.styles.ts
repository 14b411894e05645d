import { css } from 'lit';

export const styles = css`
  .answers {
    display: grid;
    gap: 0.75em;
    padding: 1em;
    border: 1px solid color-mix(in oklab, var(--_accent) 24%, var(--_surface));
    border-radius: var(--_radius-card);
    background: var(--_tint);
  }

  .answers h3 {
    font-size: 0.9375em;
  }

  .answers details {
    border-block-start: 1px solid color-mix(in oklab, var(--_accent) 18%, var(--_surface));
    padding-block-start: 0.75em;
  }

  .answers summary,
  .answers .thread {
    display: flex;
    gap: 0.625em;
    align-items: start;
    color: var(--_accent);
    font-weight: 500;
    text-decoration: none;
    cursor: pointer;
    list-style: none;
  }

  .answers summary::-webkit-details-marker {
    display: none;
  }

  .answers summary:hover,
  .answers .thread:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .answers details > p {
    padding-inline-start: 1.875em;
    color: var(--_muted);
    font-size: 0.9375em;
  }

  .reading {
    display: grid;
    gap: 1em;
    padding-block: 0.75em;
    padding-inline-start: 1.875em;
  }

  /* The line that opened it says the same. */
  portico-article::part(title) {
    display: none;
  }

  .solved {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }

  @container portico (inline-size < 28em) {
    .reading,
    .answers details > p {
      padding-inline-start: 0;
    }
  }
`;
