import type { Campaign, FormDefinition, FormSubmission } from '@portico/protocol';
import type { FormValues } from '../controllers/form-controller.ts';
import { consentInput } from './form-sheet.ts';

/**
 * What a form sends of what was typed: its own fields, without the empty ones, and every consent as a clear yes or
 * no. A draft may hold values of another form, which stay here.
 */
export function toSubmission(
  definition: FormDefinition,
  values: FormValues,
  campaign?: Campaign,
): FormSubmission {
  const filled = definition.fields
    .map(({ name }) => [name, values[name]] as const)
    .filter(([, value]) => value !== undefined && value !== null && value !== '');
  return {
    values: Object.fromEntries(filled) as FormSubmission['values'],
    ...(definition.consents.length > 0
      ? {
          consents: Object.fromEntries(
            definition.consents.map(({ name }) => [name, values[consentInput(name)] === true]),
          ),
        }
      : {}),
    ...(campaign && Object.keys(campaign).length > 0 ? { campaign } : {}),
  };
}
