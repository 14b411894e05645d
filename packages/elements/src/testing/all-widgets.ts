// Defines every widget, for tests of what all of them share.
import '../widgets/portico-article/portico-article.ts';
import '../widgets/portico-case/portico-case.ts';
import '../widgets/portico-case-form/portico-case-form.ts';
import '../widgets/portico-case-list/portico-case-list.ts';
import '../widgets/portico-forum/portico-forum.ts';
import '../widgets/portico-lead-form/portico-lead-form.ts';
import '../widgets/portico-search/answer-view.ts';
import '../widgets/portico-search/portico-search.ts';
import '../widgets/portico-sign-in/portico-sign-in.ts';
import '../widgets/portico-site/portico-site.ts';
import '../widgets/portico-thread/portico-thread.ts';
