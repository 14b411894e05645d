import { css } from 'lit';

/** The filters: beside the hits where there is room, else behind one line above them. */
export const facetsStyles = css`
  .answer[data-columns] {
    display: grid;
    gap: 1em;
  }

  .facets {
    border: 1px solid var(--_border);
    border-radius: var(--_radius-card);
    background: var(--_raised);
  }

  .facets:not([open]) {
    justify-self: start;
  }

  .facets > summary {
    padding: 0.5em 1em;
    font-weight: 500;
    cursor: pointer;
  }

  .groups {
    display: grid;
    gap: 1.25em;
    padding: 0.375em 1em 1em;
  }

  .group {
    display: grid;
    gap: 0.25em;
    min-inline-size: 0;
  }

  .group legend {
    margin-block-end: 0.375em;
    padding: 0;
    font-size: 0.875em;
    font-weight: 600;
  }

  .groups .link {
    justify-self: start;
    padding-block: 0.25em;
  }

  .choice {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0.625em;
    align-items: start;
    padding-block: 0.1875em;
    font-size: 0.9375em;
    cursor: pointer;
  }

  .choice:hover > span {
    color: var(--_accent);
  }

  .choice input {
    inline-size: 1.125em;
    block-size: 1.125em;
    margin: 0.1875em 0 0;
    accent-color: var(--_accent);
  }

  .choice .number {
    font-size: 0.9375em;
  }

  .kinds {
    display: flex;
    gap: 0.125em;
    padding: 0.1875em;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.25);
    background: var(--_raised);
    font-size: 0.875em;
  }

  .kinds label {
    position: relative;
    cursor: pointer;
  }

  .kinds input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }

  .kinds span {
    display: block;
    padding: 0.25em 0.875em;
    border-radius: var(--_radius);
    font-weight: 500;
  }

  .kinds input:checked + span {
    background: color-mix(in oklab, var(--_accent) 14%, var(--_raised));
    color: var(--_accent);
  }

  .kinds input:not(:checked) + span {
    color: var(--_muted);
  }

  .kinds input:focus-visible + span {
    box-shadow: var(--_ring);
  }

  @container portico (inline-size > 46em) {
    .answer[data-columns] {
      grid-template-columns: 13em minmax(0, 1fr);
      gap: 2em;
    }

    /* With room for all, there is nothing to open: where the browser can, the content shows without its summary. */
    @supports selector(::details-content) {
      .facets {
        border: 0;
        background: none;
      }

      .facets > summary {
        display: none;
      }

      .facets::details-content {
        content-visibility: visible;
      }

      .groups {
        padding: 0.25em 0 0;
      }
    }
  }

  @media (pointer: coarse) {
    .choice,
    .facets > summary,
    .kinds span {
      min-block-size: 44px;
      align-content: center;
      align-items: center;
    }

    .choice input {
      margin: 0;
    }

    .kinds span {
      padding-inline: 1.125em;
    }
  }

  @media (forced-colors: active) {
    .kinds input:checked + span {
      outline: 2px solid Highlight;
    }
  }
`;
