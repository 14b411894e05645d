import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '../base/messages.ts';
import type { FormController } from '../controllers/form-controller.ts';
import { problemText } from '../states/problem-text.ts';
import { inputId } from './form-field.ts';

/**
 * What keeps the form from being sent, at its top: takes the focus after a failed attempt and leads to each field.
 * Issues that belong to no field of this form are shown as text. `labels` are by field name.
 */
export function errorSummary<R>(
  form: FormController<R>,
  labels: ReadonlyMap<string, string>,
): TemplateResult | typeof nothing {
  const { error } = form.submission;
  if (form.issues.size === 0 && !error) return nothing;
  const title = error ? problemText(error) : msg('Please check the marked fields.');
  return html`
    <div class="summary" part="error-summary" role="alert" tabindex="-1" data-error-summary>
      <p>${title}</p>
      ${
        form.issues.size === 0
          ? nothing
          : html`<ul>
              ${[...form.issues].map(
                ([name, issue]) => html`<li>
                  ${
                    labels.has(name)
                      ? html`<button type="button" class="link" data-field=${name} @click=${focusField}>
                          ${labels.get(name)}
                        </button>: ${issue}`
                      : issue
                  }
                </li>`,
              )}
            </ul>`
      }
    </div>
  `;
}

/** A fragment link cannot reach into a shadow root, so a button moves the focus. */
function focusField(event: Event): void {
  const button = event.currentTarget as HTMLElement;
  const root = button.getRootNode() as ShadowRoot | Document;
  root.getElementById(inputId(button.dataset.field ?? ''))?.focus();
}
