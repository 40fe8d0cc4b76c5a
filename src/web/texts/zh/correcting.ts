import type { Texts } from '../texts.ts'

export const correcting: Texts['correcting'] = {
  title: '变更内容',
  lead: {
    itself: '本请求现在的内容，与此前被否定时所提交的内容对照。',
    other: (number) => `本请求与其所更正的 ${number} 对照。`,
  },
  open: '查看变更内容',
  openAbout: '此前曾被否定。现在的内容与当时的内容并列显示。',
  why: '未获办理的理由',
  noWhy: '此处没有记录理由。',
  before: (when) => `当时（${when}）`,
  after: '现在',
  afterOn: (when) => `现在（${when}提交）`,
  boxes: '表格',
  items: '请求的数据',
  statement: '说明',
  what: '项目',
  nothing: '迄今没有变更。照此提交，将依同样的内容作出决定。',
  sameBoxes: '表格内容相同。',
  sameItems: '请求的数据相同。',
  sameStatement: '说明内容相同。',
  added: '新请求',
  removed: '不再请求',
  empty: '无',
  changed: (n) => `${n} 处变更`,
  redraft: {
    title: '更正后重新起草',
    about:
      '新草稿沿用途径、当事机构、数据、表格和说明。您更正后可与原稿对照，再重新提交。原请求保持不变；如已发出，请将其撤回。',
    button: '制作更正稿',
    made: '已制作更正稿',
  },
  back: '返回请求',
}
