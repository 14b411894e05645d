import type { LookupTarget, TableDefinition } from '../schema/table-definition.ts';

const article = (navigation: string): readonly LookupTarget[] => [
  { table: 'knowledgearticle', navigation, collection: `knowledgearticle_${navigation}` },
];

export const knowledgeArticle: TableDefinition = {
  name: 'knowledgearticle',
  set: 'knowledgearticles',
  label: 'Knowledge Article',
  key: 'knowledgearticleid',
  primaryName: 'title',
  changeTracking: true,
  status: { 0: [2, 1, 3, 4], 1: [5], 2: [6], 3: [7, 8, 9], 4: [10, 11], 5: [12], 6: [13, 14] },
  columns: {
    title: { type: 'text', maxLength: 4000, required: true },
    content: { type: 'memo', maxLength: 1_073_741_823 },
    description: { type: 'memo', maxLength: 155 },
    keywords: { type: 'memo', maxLength: 4000 },
    articlepublicnumber: { type: 'text', maxLength: 4000, readOnly: 'update', autoNumber: 'KA-' },
    statecode: {
      type: 'state',
      options: {
        0: 'Draft',
        1: 'Approved',
        2: 'Scheduled',
        3: 'Published',
        4: 'Expired',
        5: 'Archived',
        6: 'Discarded',
      },
      label: 'Status',
    },
    statuscode: {
      type: 'status',
      options: {
        1: 'Proposed',
        2: 'Draft',
        3: 'Needs Review',
        4: 'In Review',
        5: 'Approved',
        6: 'Scheduled',
        7: 'Published',
        8: 'Needs Review',
        9: 'Updating',
        10: 'Expired',
        11: 'Rejected',
        12: 'Archived',
        13: 'Discarded',
        14: 'Rejected',
      },
      label: 'Status Reason',
    },
    isinternal: { type: 'boolean', default: false },
    islatestversion: { type: 'boolean', default: true },
    isrootarticle: { type: 'boolean', default: false },
    isprimary: { type: 'boolean', default: true },
    majorversionnumber: { type: 'integer', min: 0, default: 1 },
    minorversionnumber: { type: 'integer', min: 0, default: 0 },
    publishon: { type: 'datetime' },
    expirationdate: { type: 'datetime' },
    knowledgearticleviews: { type: 'integer', min: 0, readOnly: 'always' },
    rating: { type: 'decimal', min: -100_000_000_000, readOnly: 'always' },
    rating_count: { type: 'integer', readOnly: 'always' },
    rating_sum: { type: 'decimal', readOnly: 'always' },
    rootarticleid: { type: 'lookup', targets: article('rootarticleid') },
    parentarticlecontentid: { type: 'lookup', targets: article('parentarticlecontentid') },
    previousarticlecontentid: { type: 'lookup', targets: article('previousarticlecontentid') },
    subjectid: {
      type: 'lookup',
      targets: [{ table: 'subject', navigation: 'subjectid', collection: 'knowledgearticle_subject' }],
    },
    languagelocaleid: {
      type: 'lookup',
      targets: [
        {
          table: 'languagelocale',
          navigation: 'languagelocaleid',
          collection: 'languagelocale_knowledgearticle',
        },
      ],
    },
    primaryauthorid: {
      type: 'lookup',
      targets: [
        {
          table: 'systemuser',
          navigation: 'primaryauthorid',
          collection: 'knowledgearticle_primaryauthorid',
        },
      ],
    },
  },
};
