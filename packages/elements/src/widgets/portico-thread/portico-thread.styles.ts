import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    gap: 1.5em;
  }

  .head {
    display: grid;
    gap: 0.5em;
  }

  .title {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375em 0.75em;
    align-items: center;
  }

  .post {
    display: grid;
    gap: 0.75em;
    padding: 1.25em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-card);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  .post[data-accepted] {
    border-color: color-mix(in oklab, var(--_success) 45%, var(--_surface));
    background: color-mix(in oklab, var(--_success) 5%, var(--_raised));
  }

  .post[data-hidden] {
    border-style: dashed;
    box-shadow: none;
  }

  .post[data-hidden] .prose {
    opacity: 0.6;
  }

  .byline {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.75em;
    align-items: center;
    font-size: 0.875em;
  }

  .byline strong {
    font-weight: 600;
  }

  .avatar {
    display: grid;
    place-items: center;
    inline-size: 2em;
    block-size: 2em;
    border-radius: 50%;
    background: color-mix(in oklab, var(--_accent) 14%, transparent);
    color: var(--_accent);
    font-weight: 600;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.5em;
    align-items: center;
    color: var(--_muted);
  }

  .tools:not(:has(*)) {
    display: none;
  }

  /* A button without an edge: its words, not its box, stand in line with the text above. */
  .tools > .quiet:first-child {
    margin-inline-start: -0.625em;
  }

  .tools .button {
    padding-inline: 0.625em;
    font-size: 0.9375em;
  }

  .replies {
    display: grid;
    gap: 1em;
  }

  .title h2 {
    font-size: var(--portico-heading-size, 1.5em);
  }

  .locked {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em;
    align-items: center;
    padding: 1em 1.25em;
    border-radius: var(--_radius-card);
    background: var(--_sunken);
    color: var(--_muted);
  }

  .locked > span {
    flex: 1 1 12em;
  }

  @container portico (inline-size < 28em) {
    .post {
      padding: 1em;
    }
  }
`;
