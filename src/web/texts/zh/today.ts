import type { Texts } from '../texts.ts'

const units = { minutes: '分钟', hours: '小时', days: '日' }

export const today: Texts['today'] = {
  title: '今日',
  lead: (things, late) =>
    things === 0
      ? '没有等待您办理的事项。'
      : `有 ${things} 件事项等待您办理${late > 0 ? `，其中 ${late} 件已逾期` : ''}。`,
  tasks: '应办事项',
  none: '无事项待办',
  noneNote: '本席位目前没有待办事项。等待他人办理的事项列于下方。',
  noDeadline: '法律未规定期限',
  late: '已逾期',
  since: (when) => `自 ${when} 起待办`,
  held: (until) => `除非提前放行，${until} 之前不得办理。`,
  answerObjection: '答复异议',
  withdraw: '撤回请求：对方已提出拒绝理由',
  toDo: '前往办理',
  about: '事由',
  waiting: '等待他人办理的事项',
  waitingNone: '您没有任何事项在等待他人办理。',
  waitingTable: { what: '事项', whom: '由谁办理', since: '起始时间', due: '期限' },
  ways: '从何处开始',
  wayTiles: {
    newMatter: { title: '新建案件', about: '填写事实，查看全部合法途径，起草请求。' },
    matters: { title: '案件', about: '本机关的案件及其事实与分析。' },
    requests: { title: '请求', about: '已起草、发出和收到的全部请求及其状态。' },
    inbox: { title: '收到的命令', about: '对方要求什么、已作何答复、期限为何。' },
    routes: { title: '查找途径', about: '不建案件，先试填事实；所填内容不予保存。' },
    log: { title: '日志', about: '本机构办理的每一步骤及其证明。' },
    law: { title: '法律库', about: '每条规则及其出处和有效期间。' },
    statistics: { title: '统计', about: '可由记录证明的数字。' },
    operator: { title: '本系统', about: '机构、人员、对端系统与运行状况。' },
  },
  left: (n, unit) => `还剩 ${n} ${units[unit]}`,
  lateBy: (n, unit) => `已逾期 ${n} ${units[unit]}`,
  noNumber: '法律未规定具体日数',
  working: '期限如何计算',
  from: (event, when) => `自${event}时起算：${when}。`,
  counted: '计入',
  notCounted: '不计入',
  countedBy: '计算依据',
  ends: (when) => `届满时间：${when}。`,
  outer: (when) => `按另一种计算方法，届满时间为 ${when}；请以较早者为准。`,
  by: (when) => `期限：${when}`,
}
