import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-block;
    container-type: normal;
  }

  .who {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 0.75em;
    align-items: center;
  }

  .name {
    display: inline-flex;
    gap: 0.5em;
    align-items: center;
    font-weight: 500;
  }

  .name .icon {
    color: var(--_muted);
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
