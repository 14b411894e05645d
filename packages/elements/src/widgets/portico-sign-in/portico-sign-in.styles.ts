import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-block;
    max-inline-size: 100%;
    container-type: normal;
  }

  .who {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 0.75em;
    align-items: center;
  }

  .who:has(.name) {
    flex-wrap: nowrap;
  }

  .who .button {
    flex: none;
  }

  /* A long name gives way before the page's header does. */
  .name {
    min-inline-size: 0;
    max-inline-size: 16em;
    overflow: hidden;
    font-weight: 500;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .name .icon {
    margin-inline-end: 0.5em;
    color: var(--_muted);
    vertical-align: -0.25em;
  }

  .skeleton {
    display: block;
    inline-size: 7em;
    margin-block: 0.75em;
  }

  .issue {
    color: var(--_danger);
    font-size: 0.875em;
  }
`;
