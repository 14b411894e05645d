import type { TableDefinition } from '../schema/table-definition.ts';
import { account } from './account.ts';
import { annotation } from './annotation.ts';
import { contact } from './contact.ts';
import { contentSnippet } from './content-snippet.ts';
import { externalIdentity } from './external-identity.ts';
import { feedback } from './feedback.ts';
import { forum } from './forum.ts';
import { forumPost } from './forum-post.ts';
import { forumThread } from './forum-thread.ts';
import { forumThreadType } from './forum-thread-type.ts';
import { incident } from './incident.ts';
import { incidentResolution } from './incident-resolution.ts';
import { knowledgeArticle } from './knowledge-article.ts';
import { lead } from './lead.ts';
import {
  bookableResource,
  businessUnit,
  category,
  languageLocale,
  subject,
  systemUser,
  workOrderType,
} from './plain-tables.ts';
import { websiteLanguage } from './website-language.ts';
import { workOrder } from './work-order.ts';

/** What the environment has from the start: the tables Portico maps to, and those their lookups point at. */
export const STANDARD_TABLES: readonly TableDefinition[] = [
  systemUser,
  businessUnit,
  account,
  contact,
  incident,
  incidentResolution,
  annotation,
  knowledgeArticle,
  languageLocale,
  subject,
  category,
  feedback,
  lead,
  forum,
  forumThread,
  forumThreadType,
  forumPost,
  contentSnippet,
  websiteLanguage,
  workOrder,
  workOrderType,
  bookableResource,
  externalIdentity,
];
