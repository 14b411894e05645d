import { css } from 'lit';

export const formSheetStyles = css`
  .sheet-head {
    display: grid;
    gap: 0.375em;
    max-inline-size: 60ch;
    text-wrap: pretty;
  }

  /* A form of the page's own that stands in for one that cannot be loaded. */
  .state > ::slotted(form) {
    justify-self: stretch;
    margin-block-start: 1em;
    text-align: start;
  }

  .receipt {
    display: grid;
    gap: 0.75em;
    justify-items: start;
  }

  .receipt > .icon {
    inline-size: 2em;
    block-size: 2em;
    color: var(--_success);
  }

  .receipt h2:focus {
    outline: 0;
    box-shadow: none;
  }

  .reference {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.75em;
    align-items: baseline;
  }

  .reference strong {
    font-size: 1.25em;
    letter-spacing: 0.02em;
    user-select: all;
  }
`;
