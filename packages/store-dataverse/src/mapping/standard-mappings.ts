import { account } from './account.ts';
import { article } from './article.ts';
import { supportCase } from './case.ts';
import { caseNote } from './case-note.ts';
import { contact } from './contact.ts';
import { feedback } from './feedback.ts';
import { file } from './file.ts';
import { forum } from './forum.ts';
import { lead } from './lead.ts';
import { post } from './post.ts';
import { snippet } from './snippet.ts';
import type { Mappings } from './table-mapping.ts';
import { thread } from './thread.ts';
import { workOrder } from './work-order.ts';

/**
 * The standard tables that have a counterpart in Dataverse, by our name. Other tables, and columns that are not named
 * here, are custom ones. Identities among them: `adx_externalidentity` holds less than an issuer's
 * address, compares without case, and what is in it signs people in to Power Pages.
 */
export const standardMappings = {
  account,
  contact,
  article,
  feedback,
  case: supportCase,
  case_note: caseNote,
  file,
  lead,
  forum,
  thread,
  post,
  snippet,
  work_order: workOrder,
} satisfies Mappings;
