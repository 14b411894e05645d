import type { FormSubmission } from '@portico/protocol';
import { z } from 'zod';

const campaignText = z.string().max(4000).exactOptional();

/** The body of a submission as JSON. What each field takes is for the form's columns to say. */
export const submissionSchema = z
  .strictObject({
    values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    consents: z.record(z.string(), z.boolean()).exactOptional(),
    campaign: z
      .strictObject({
        source: campaignText,
        medium: campaignText,
        name: campaignText,
        term: campaignText,
        content: campaignText,
        landingPage: campaignText,
        referrer: campaignText,
      })
      .exactOptional(),
  })
  .meta({ id: 'FormSubmission' }) satisfies z.ZodType<FormSubmission>;

/** The body of a plain HTML form: fields and consents by name, `utm_*`, `landing_page` and `referrer`. */
export const plainFormSchema = z.record(z.string(), z.string()).meta({ id: 'PlainFormSubmission' });
