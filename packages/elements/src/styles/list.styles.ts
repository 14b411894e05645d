import { css } from 'lit';

/**
 * `.list` of `.row`s in one frame. A row is a link or button (`.row.action`) or holds one; `.row-title`, `.row-meta`
 * (facts in a line, separated by gaps) and `.row-text` are its parts.
 */
export const listStyles = css`
  .list {
    overflow: clip;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-card);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  .list > * + * {
    border-block-start: 1px solid var(--_border);
  }

  .row {
    display: grid;
    gap: 0.25em;
    inline-size: 100%;
    padding: 1em 1.25em;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    text-decoration: none;
  }

  .row.action {
    cursor: pointer;
    transition: background 120ms;
  }

  .row.action:hover {
    background: var(--_sunken);
    color: inherit;
  }

  .row.action:focus-visible {
    border-radius: calc(var(--_radius-card) - 1px);
    box-shadow: inset 0 0 0 2px var(--_accent);
  }

  .row-title {
    font-weight: 600;
    line-height: 1.35;
  }

  .row-text {
    display: -webkit-box;
    overflow: hidden;
    color: var(--_muted);
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .row-meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1em;
    align-items: center;
    color: var(--_muted);
    font-size: 0.875em;
  }

  .more {
    display: flex;
    justify-content: center;
    padding-block-start: 1em;
  }
`;
