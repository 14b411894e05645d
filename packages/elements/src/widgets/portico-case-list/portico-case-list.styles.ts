import { css } from 'lit';

export const styles = css`
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: center;
    justify-content: space-between;
    margin-block-end: 1em;
  }

  .choice {
    display: inline-flex;
    gap: 0.25em;
    padding: 0.25em;
    border-radius: calc(var(--_radius) + 0.25em);
    background: var(--_sunken);
  }

  .choice label {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-block-size: 2.25em;
    padding: 0.25em 0.875em;
    border-radius: var(--_radius);
    color: var(--_muted);
    font-weight: 500;
    cursor: pointer;
  }

  .choice input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .choice label:hover {
    color: var(--_text);
  }

  .choice label:has(:checked) {
    /* In the dark, what is raised is too near to what is sunken. */
    background: light-dark(var(--_raised), color-mix(in oklab, var(--_text) 16%, var(--_surface)));
    color: var(--_text);
    box-shadow: var(--_shadow);
  }

  .choice label:has(:focus-visible) {
    box-shadow: var(--_ring);
  }

  .head {
    display: flex;
    gap: 1em;
    align-items: start;
    justify-content: space-between;
  }

  .row-title {
    min-inline-size: 0;
  }

  @media (pointer: coarse) {
    .choice label {
      min-block-size: 44px;
    }
  }

  @media (forced-colors: active) {
    .choice label:has(:checked) {
      outline: 2px solid Highlight;
    }
  }

  @container portico (inline-size < 28em) {
    .filters,
    .choice {
      inline-size: 100%;
    }

    .choice label {
      flex: 1;
      justify-content: center;
    }

    .head {
      flex-direction: column;
      gap: 0.375em;
    }
  }
`;
