import { ProtocolError } from '@portico/protocol';
import { formDefinition } from '../forms/form-definition.ts';
import { formDefinition as formDefinitionSchema } from '../openapi/answer-schemas.ts';
import { jsonResponse, publicFor } from './json-response.ts';
import type { Route } from './route.ts';

/** How to show a form. The same for everyone: whether someone may send it shows when they do. */
export const formRoute: Route = {
  operation: 'getForm',
  method: 'GET',
  path: '/v1/forms/{form}',
  description: {
    summary: 'Fields, labels, rules and consent texts of a form.',
    answers: [
      { status: 200, description: 'The form.', content: { 'application/json': formDefinitionSchema } },
    ],
    problems: ['not_found'],
  },
  handle: ({ site, params, request }) => {
    const form = site.forms.get(params.form ?? '');
    const table = form && site.tables.get(form.table);
    if (!form || !table) throw new ProtocolError('not_found');
    return jsonResponse(formDefinition(form, table), { headers: publicFor(60, request) });
  },
};
