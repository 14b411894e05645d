import type { TableSchema } from '../schema.ts';
import { account } from './account.ts';
import { article } from './article.ts';
import { supportCase } from './case.ts';
import { caseNote } from './case-note.ts';
import { category } from './category.ts';
import { contact } from './contact.ts';
import { feedback } from './feedback.ts';
import { file } from './file.ts';
import { forum } from './forum.ts';
import { auditEntry, consent, idempotencyKey, identity, interaction, outboxMessage } from './internal.ts';
import { lead } from './lead.ts';
import { post } from './post.ts';
import { snippet } from './snippet.ts';
import { subscription } from './subscription.ts';
import { thread } from './thread.ts';
import { vote } from './vote.ts';
import { workOrder } from './work-order.ts';

/** Tables every site has. */
export const STANDARD_TABLES: readonly TableSchema[] = [
  account,
  contact,
  category,
  article,
  feedback,
  supportCase,
  caseNote,
  file,
  lead,
  forum,
  thread,
  post,
  vote,
  subscription,
  snippet,
  workOrder,
];

/** The adapter's own tables: kept by every store, open to no table permission. */
export const INTERNAL_TABLES: readonly TableSchema[] = [
  identity,
  auditEntry,
  consent,
  interaction,
  idempotencyKey,
  outboxMessage,
];
