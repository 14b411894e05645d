import type { TableMapping } from './table-mapping.ts';
import { timestamps } from './timestamps.ts';

/** Whether an article helped is a custom column: a rating of stars is no yes or no. */
export const feedback = {
  table: 'feedback',
  entitySet: 'feedback',
  key: 'feedbackid',
  // Dataverse requires a title. Source: Portal.
  fixed: { title: 'Portico', source: 1 },
  columns: {
    article: {
      kind: 'lookup',
      name: 'regardingobjectid',
      navigation: 'regardingobjectid_knowledgearticle',
      target: 'article',
      polymorphic: true,
    },
    contact: {
      kind: 'lookup',
      name: 'createdbycontact',
      navigation: 'CreatedByContact',
      target: 'contact',
    },
    comment: { kind: 'text', name: 'comments', maxLength: 2000 },
    ...timestamps,
  },
} as const satisfies TableMapping;
