import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25em;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75em;
    align-items: center;
    justify-content: space-between;
  }

  .filters {
    display: flex;
    flex-wrap: wrap;
    min-inline-size: 0;
    gap: 0.75em;
    align-items: center;
  }

  .filters label {
    display: inline-flex;
    gap: 0.5em;
    align-items: center;
    font-weight: 400;
  }

  .filters select {
    inline-size: auto;
    min-block-size: 2.5em;
    max-inline-size: 100%;
  }

  .filters input {
    inline-size: 1.125em;
    block-size: 1.125em;
    margin: 0;
    accent-color: var(--_accent);
  }

  .thread {
    grid-template-columns: 1fr auto;
    gap: 0.25em 1.25em;
  }

  .thread > :not(.replies) {
    grid-column: 1;
  }

  .replies {
    grid-area: 1 / 2 / span 3;
    display: grid;
    align-content: start;
    justify-items: center;
    min-inline-size: 4em;
    color: var(--_muted);
    font-size: 0.8125em;
  }

  .replies .number {
    color: var(--_text);
    font-size: 1.375em;
    font-weight: 600;
    line-height: 1.3;
  }

  @media (pointer: coarse) {
    .filters label {
      min-block-size: 44px;
    }
  }

  @container portico (inline-size < 28em) {
    .thread {
      grid-template-columns: 1fr;
    }

    .replies {
      grid-area: auto;
      display: flex;
      gap: 0.375em;
      align-items: baseline;
      font-size: 0.875em;
    }

    .replies .number {
      font-size: 1em;
    }

    .bar > .button {
      inline-size: 100%;
    }
  }
`;
