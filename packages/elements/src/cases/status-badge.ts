import type { CellValue } from '@portico/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { msg } from '../base/messages.ts';

const TONES: Readonly<Record<string, string>> = { waiting: 'warning', resolved: 'success' };

/** A case is closed when nothing more is expected of either side. */
export function isClosed(status: CellValue | undefined): boolean {
  return status === 'resolved' || status === 'cancelled';
}

/** The status of a case as a badge; a status a company added is shown by its value. Needs `badgeStyles`. */
export function statusBadge(status: CellValue | undefined): TemplateResult | typeof nothing {
  if (typeof status !== 'string') return nothing;
  return html`<span class="badge" part="status" data-tone=${ifDefined(TONES[status])}>${statusText(status)}</span>`;
}

function statusText(status: string): string {
  switch (status) {
    case 'open':
      return msg('Open');
    case 'waiting':
      return msg('Waiting for you');
    case 'resolved':
      return msg('Resolved');
    case 'cancelled':
      return msg('Cancelled');
    default:
      return status;
  }
}
