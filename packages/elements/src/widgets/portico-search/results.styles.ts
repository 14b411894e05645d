import { css } from 'lit';

/** Everything below the field but the filters. */
export const resultsStyles = css`
  .answer,
  .reader {
    margin-block-start: 1.5em;
  }

  .found > .state {
    margin: 0;
  }

  .found {
    display: grid;
    gap: 0.875em;
    align-content: start;
    min-inline-size: 0;
  }

  .heading {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em 1em;
    align-items: center;
    justify-content: space-between;
  }

  .count {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .correction {
    color: var(--_muted);
  }

  .list {
    transition: opacity 160ms 120ms;
  }

  .list[aria-busy='true'] {
    opacity: 0.55;
  }

  .hit {
    position: relative;
    gap: 0.375em;
    transition: background 120ms;
  }

  .hit + .hit {
    border-block-start: 1px solid var(--_border);
  }

  .hit:hover {
    background: var(--_sunken);
  }

  .hit-link {
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }

  .hit-link::after {
    content: '';
    position: absolute;
    inset: 0;
  }

  .hit:hover .hit-link {
    color: var(--_accent);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
  }

  .hit-link:focus-visible {
    box-shadow: none;
  }

  .hit-link:focus-visible::after {
    border-radius: calc(var(--_radius-card) - 1px);
    box-shadow: inset 0 0 0 2px var(--_accent);
  }

  .row-text mark {
    color: var(--_text);
  }

  .row-meta {
    margin-block-start: 0.25em;
  }

  .more {
    display: grid;
    gap: 0.5em;
    justify-items: center;
    padding-block: 0.25em;
  }

  .issue {
    color: var(--_danger);
    font-size: 0.875em;
  }

  .tips {
    display: grid;
    gap: 0.25em;
    padding-inline-start: 1.25em;
    color: var(--_muted);
    list-style: disc;
  }

  .hit > .skeleton {
    margin-block: 0.25em;
  }

  .hit > .skeleton:first-child {
    inline-size: 40%;
  }

  .hand-over {
    margin-block-start: 0.5em;
  }

  .reader {
    display: grid;
    gap: 1em;
    max-inline-size: 48em;
    outline: none;
    box-shadow: none;
  }

  .back {
    justify-self: start;
    margin-inline-start: -1em;
  }

  .hand-over {
    display: flex;
    flex-wrap: wrap;
    gap: 0.875em 1.5em;
    align-items: center;
    justify-content: space-between;
    padding: 1.125em 1.25em;
    border-radius: var(--_radius-card);
    background: var(--_sunken);
  }

  .hand-over-title {
    font-weight: 600;
  }

  @media (forced-colors: active) {
    .hit-link:focus-visible {
      outline: 2px solid Highlight;
    }

    .hand-over {
      border: 1px solid CanvasText;
    }
  }
`;
