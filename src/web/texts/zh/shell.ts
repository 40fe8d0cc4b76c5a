import type { Texts } from '../texts.ts'

export const shell: Texts['shell'] = {
  name: 'Comity',
  tagline: '依法跨境取得电子证据，或依法拒绝提供',
  skip: '跳到正文',
  mainNavigation: '主导航',
  breadcrumbs: '当前位置',
  home: '首页',
  places: {
    today: '今日',
    matters: '案件',
    requests: '请求',
    directory: '名录',
    operator: '系统',
    statistics: '统计',
    oversight: '监督',
    laboratory: '政策实验室',
    log: '日志',
    routes: '查找途径',
    law: '法律库',
    signIn: '登录',
  },
  signOut: '退出',
  signedInAs: '当前身份',
  demonstration: '演示系统：此处的人员、机构和案件均为虚构，任何内容均不具有法律效力。',
  language: '语言',
  theme: '外观',
  themes: { auto: '跟随设备', light: '浅色', dark: '深色' },
  footer: 'Comity 按法律库的规定作出说明并办理，同时注明出处；它不能代替对法律原文的查阅。',
  lawBase: '法律库',
  print: '打印',
  pages: '分页',
  previous: '上一页',
  next: '下一页',
  page: (n) => `第 ${n} 页`,
  and: (words) => words.join('、'),
}

export const front: Texts['front'] = {
  title: '哪部法律允许数据出境，哪部法律禁止？',
  lead: 'Comity 查明取得境外电子证据的每一条合法途径，说明各条途径为何可行或不可行，并将请求连同其审批与时限送达须作答复的一方。',
  start: '查找途径',
  startNote: '无需账户，所填内容不予保存。',
  what: '本系统提供',
  tiles: {
    routes: { title: '查找途径', about: '填写已知事实，即可看到哪些途径可行、理由何在，以及还有哪些事实会影响结论。' },
    law: { title: '查阅法律库', about: '每条规则均注明出处、有效期间和可信程度。' },
    signIn: { title: '登录', about: '以所在机构的席位处理案件、请求和证据。' },
    work: { title: '继续工作', about: '查看今日应办事项及其期限。' },
    setUp: { title: '初始化本系统', about: '本系统尚无管理人。初始化链接见服务器启动时的输出。' },
  },
  figures: (list) => `法律库现有 ${list}。`,
  rules: (n) => `${n} 条规则`,
  instruments: (n) => `${n} 部法律文件`,
  cases: (n) => `${n} 个用于检验的示例案件`,
}

export const seats: Texts['seats'] = {
  authority: '请求机关',
  court: '法院',
  central: '主管（中央）机关',
  provider: '服务提供者',
  overseer: '监督机构',
  policy: '条约与政策部门',
  person: '当事人',
  public: '公众',
  operator: '系统管理人',
}

export const roles: Texts['roles'] = { head: '负责人', author: '承办人', member: '成员' }

export const errors: Texts['errors'] = {
  title: '有内容需要更正',
  back: '返回首页',
  missing: { title: '页面不存在', about: '地址可能有误，或者该内容属于其他机构。' },
  forbidden: { title: '您无权进行此操作', about: '您的席位没有此项权限。未作任何更改。' },
  invalid: { title: '无法读取所提交的内容', about: '未作任何更改。请返回更正后重新提交。' },
  conflict: { title: '此操作已不能进行', about: '情况已发生变化。您未作任何更改。' },
  unavailable: { title: '暂时无法使用', about: '未作任何更改。请稍后再试。' },
  internal: { title: '系统出现故障', about: '未保留任何未完成的内容。管理人可在服务器日志中查明原因。' },
  large: { title: '内容过大', about: (limit) => `此页面最多接受 ${limit}。未保存任何内容。` },
  forged: { title: '此表单并非来自本系统，或已过期', about: '未作任何更改。请重新打开页面后再提交。' },
  field: '栏目',
  reference: '代码',
  doneBy: (name, at) => `由${name}于${at}作出。`,
}
