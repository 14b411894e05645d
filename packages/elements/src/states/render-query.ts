import { nothing, type TemplateResult } from 'lit';
import { msg } from '../base/messages.ts';
import type { QueryController } from '../controllers/query-controller.ts';
import { deniedState, emptyState, errorState, loadingState } from './states.ts';

/**
 * One template per state of `query`. Without a client yet, loading is shown; a query that is not to be asked
 * (`args` null) shows `idle`, default nothing.
 */
export function renderQuery<T>(
  query: QueryController<T>,
  templates: {
    readonly ready: (value: T) => TemplateResult;
    readonly empty?: (value: T) => TemplateResult;
    readonly loading?: () => TemplateResult;
    readonly denied?: () => TemplateResult;
    readonly idle?: () => TemplateResult;
  },
): TemplateResult | typeof nothing {
  switch (query.state) {
    case 'ready':
      return templates.ready(query.value as T);
    case 'empty':
      return templates.empty?.(query.value as T) ?? emptyState({ title: msg('Nothing here yet') });
    case 'denied':
      return templates.denied?.() ?? deniedState(query.visitor);
    case 'error':
      return errorState(query.error, query.retry);
    case 'loading':
      return templates.loading?.() ?? loadingState();
    default:
      return query.wanted ? (templates.loading?.() ?? loadingState()) : (templates.idle?.() ?? nothing);
  }
}
