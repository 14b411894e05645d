import { css } from 'lit';

/** `.card`: something of its own; `.card.success`: something done. */
export const cardStyles = css`
  .card {
    padding: 1.5em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-card);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  .card.success {
    border-color: color-mix(in oklab, var(--_success) 34%, var(--_surface));
    background: color-mix(in oklab, var(--_success) 7%, var(--_surface));
    box-shadow: none;
  }

  @container portico (inline-size < 28em) {
    .card {
      padding: 1.125em;
    }
  }
`;
