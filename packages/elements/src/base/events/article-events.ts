import { PorticoEvent } from './portico-event.ts';

/** An article was opened for reading. */
export class ArticleOpenedEvent extends PorticoEvent {
  readonly article: string;
  constructor(article: string) {
    super('portico-article-opened');
    this.article = article;
  }
}

/** A visitor said whether an article helped. */
export class ArticleRatedEvent extends PorticoEvent {
  readonly article: string;
  readonly helpful: boolean;
  constructor(article: string, helpful: boolean) {
    super('portico-article-rated');
    this.article = article;
    this.helpful = helpful;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'portico-article-opened': ArticleOpenedEvent;
    'portico-article-rated': ArticleRatedEvent;
  }
}
