import { css } from 'lit';

/** `.badge` with `data-tone` accent, success, warning or danger; without one it is neutral. */
export const badgeStyles = css`
  .badge {
    --_tone: var(--_muted);
    display: inline-flex;
    align-items: center;
    gap: 0.375em;
    padding: 0.125em 0.625em;
    border: 1px solid color-mix(in oklab, var(--_tone) 30%, transparent);
    border-radius: 99em;
    background: color-mix(in oklab, var(--_tone) 9%, transparent);
    color: color-mix(in oklab, var(--_tone) 88%, var(--_text));
    font-size: 0.8125em;
    font-weight: 500;
    line-height: 1.5;
    white-space: nowrap;
  }

  .badge > .icon {
    inline-size: 1em;
    block-size: 1em;
  }

  .badge[data-tone='accent'] {
    --_tone: var(--_accent);
  }

  .badge[data-tone='success'] {
    --_tone: var(--_success);
  }

  .badge[data-tone='warning'] {
    --_tone: var(--_warning);
  }

  .badge[data-tone='danger'] {
    --_tone: var(--_danger);
  }
`;
