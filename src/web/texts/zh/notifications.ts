import type { Texts } from '../texts.ts'

export const notifications: Texts['notifications'] = {
  title: '电子邮件通知',
  lead: '邮件只说明有多少事项待办、何时到期，并附链接。绝不发送案件内容：不含姓名、标题或案号。',
  link: '通知设置',
  none: '本系统不发送邮件：运营者尚未设置邮件服务器。您的选择会保留至设置之后。',
  pace: '您希望何时收到通知？',
  paces: {
    off: '从不',
    urgent: '立即通知：已逾期、一日内到期或紧急的事项',
    daily: '每日一次：全部待办事项',
  },
  address: '您的电子邮件地址',
  language: '邮件语言',
  languages: { en: 'English', zh: '中文', de: 'Deutsch', fr: 'Français' },
  button: '保存',
  kept: '已保存。',
  problem: (address, when) => `自${when}起，发往 ${address} 的邮件被拒收。已不再向该地址发送。`,
  said: '邮件服务器答复',
  mend: '请更正地址，或重新保存以再次尝试。',
}
