import type { FormField } from '@portico/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '../../base/messages.ts';
import type { FormController } from '../../controllers/form-controller.ts';
import { errorSummary } from '../../fields/error-summary.ts';
import { formField } from '../../fields/form-field.ts';

/** Lengths of the thread's columns, so that the browser stops where the adapter would. */
const TITLE_LIMIT = 200;
const BODY_LIMIT = 50_000;

/** Asks a question in one of `forums`; the choice shows only where there is one. */
export function askForm<R>(
  form: FormController<R>,
  forums: readonly { readonly id: string; readonly name: string }[],
  cancel: () => void,
): TemplateResult {
  const fields: readonly FormField[] = [
    ...(forums.length > 1
      ? [
          {
            name: 'forum',
            label: msg('Forum'),
            input: 'choice' as const,
            required: true,
            choices: forums.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]
      : []),
    {
      name: 'title',
      label: msg('Your question in one line'),
      input: 'text',
      required: true,
      maxLength: TITLE_LIMIT,
    },
    {
      name: 'body',
      label: msg('Tell us more'),
      input: 'multiline',
      required: true,
      maxLength: BODY_LIMIT,
      hint: msg('What you have, what you tried, what you see. Markdown works: **bold**, lists, `code`.'),
    },
  ];
  const { sending } = form.submission;
  return html`
    <form class="card" part="form" novalidate @input=${form.handleInput} @submit=${form.handleSubmit}>
      <h2>${msg('Ask a question')}</h2>
      ${errorSummary(form, new Map(fields.map(({ name, label }) => [name, label])))}
      <div class="fields">
        ${fields.map((field) => formField(field, form.values[field.name], form.issues.get(field.name)))}
      </div>
      <div class="actions">
        <button class="button primary" type="submit" aria-disabled=${sending ? 'true' : 'false'}>
          ${sending ? msg('Posting…') : msg('Post question')}
        </button>
        ${sending ? nothing : html`<button class="button quiet" type="button" @click=${cancel}>${msg('Cancel')}</button>`}
      </div>
    </form>
  `;
}
