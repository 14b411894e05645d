import { css } from 'lit';

/** For the templates of `states/states.ts`. */
export const stateStyles = css`
  .state {
    display: grid;
    gap: 0.5em;
    justify-items: center;
    padding: 2.5em 1.25em;
    border: 1px dashed var(--_border);
    border-radius: var(--_radius-card);
    text-align: center;
    text-wrap: balance;
  }

  .state > .icon {
    inline-size: 1.75em;
    block-size: 1.75em;
    color: var(--_muted);
  }

  .state > .button {
    margin-block-start: 0.5em;
  }

  .state-title {
    font-weight: 600;
  }

  .state-loading {
    display: grid;
    gap: 0.875em;
    padding-block: 0.5em;
  }

  .skeleton {
    block-size: 1em;
    border-radius: 0.375em;
    background: color-mix(in oklab, var(--_text) 9%, var(--_surface));
    animation: pulse 1.6s ease-in-out infinite;
  }

  .skeleton:nth-child(3n) {
    inline-size: 68%;
  }

  .skeleton:nth-child(3n + 1) {
    inline-size: 86%;
  }

  @keyframes pulse {
    50% {
      opacity: 0.45;
    }
  }

  @media (forced-colors: active) {
    .skeleton {
      border: 1px solid GrayText;
    }
  }
`;
