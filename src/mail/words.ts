import type { LetterLanguage } from './choice.ts'

interface Words {
  /** BCP 47, for `lang` and Intl. */
  readonly tag: string
  readonly urgent: { readonly subject: (n: number) => string; readonly lead: (n: number) => string }
  readonly daily: { readonly subject: (n: number) => string; readonly lead: (n: number) => string }
  readonly late: (n: number) => string
  readonly waiting: (n: number) => string
  readonly due: string
  readonly open: string
  readonly why: string
  readonly change: string
}

/** The words of letters. They speak of figures and moments alone: mail is read by those who carry it. */
export const words: Readonly<Record<LetterLanguage, Words>> = {
  en: {
    tag: 'en-GB',
    urgent: {
      subject: (n) => (n === 1 ? 'One thing is urgent' : `${n} things are urgent`),
      lead: (n) => (n === 1 ? 'One thing that waits for you is urgent.' : `${n} things that wait for you are urgent.`),
    },
    daily: {
      subject: (n) => (n === 1 ? 'One thing waits for you' : `${n} things wait for you`),
      lead: (n) => (n === 1 ? 'One thing waits for you today.' : `${n} things wait for you today.`),
    },
    late: (n) => (n === 1 ? 'One of them is late.' : `${n} of them are late.`),
    waiting: (n) => (n === 1 ? 'One thing waits on others.' : `${n} things wait on others.`),
    due: 'Due next:',
    open: 'Open your day',
    why: 'What it is about stands only behind the sign-in: nothing of a case is ever sent by mail.',
    change: 'When you are told, and where, is yours to choose:',
  },
  zh: {
    tag: 'zh-Hans',
    urgent: { subject: (n) => `${n} 项紧急事项`, lead: (n) => `您有 ${n} 项紧急事项待办。` },
    daily: { subject: (n) => `${n} 项待办事项`, lead: (n) => `您今天有 ${n} 项待办事项。` },
    late: (n) => `其中 ${n} 项已逾期。`,
    waiting: (n) => `另有 ${n} 项等待他方办理。`,
    due: '最近的期限：',
    open: '打开今日事项',
    why: '事项内容仅在登录后可见：邮件中绝不包含案件内容。',
    change: '何时接收、发往何处，由您选择：',
  },
  de: {
    tag: 'de',
    urgent: {
      subject: (n) => (n === 1 ? 'Eine Sache ist dringend' : `${n} Sachen sind dringend`),
      lead: (n) =>
        n === 1 ? 'Eine Sache, die auf Sie wartet, ist dringend.' : `${n} Sachen, die auf Sie warten, sind dringend.`,
    },
    daily: {
      subject: (n) => (n === 1 ? 'Eine Sache wartet auf Sie' : `${n} Sachen warten auf Sie`),
      lead: (n) => (n === 1 ? 'Heute wartet eine Sache auf Sie.' : `Heute warten ${n} Sachen auf Sie.`),
    },
    late: (n) => (n === 1 ? 'Eine davon ist überfällig.' : `${n} davon sind überfällig.`),
    waiting: (n) => (n === 1 ? 'Eine Sache liegt bei anderen.' : `${n} Sachen liegen bei anderen.`),
    due: 'Als Nächstes fällig:',
    open: 'Ihren Tag öffnen',
    why: 'Worum es geht, steht nur hinter der Anmeldung: Inhalte eines Falls werden nie per E-Mail gesendet.',
    change: 'Wann und wohin Sie benachrichtigt werden, bestimmen Sie:',
  },
  fr: {
    tag: 'fr',
    urgent: {
      subject: (n) => (n === 1 ? 'Une affaire est urgente' : `${n} affaires sont urgentes`),
      lead: (n) =>
        n === 1 ? 'Une affaire qui vous attend est urgente.' : `${n} affaires qui vous attendent sont urgentes.`,
    },
    daily: {
      subject: (n) => (n === 1 ? 'Une affaire vous attend' : `${n} affaires vous attendent`),
      lead: (n) => (n === 1 ? 'Une affaire vous attend aujourd’hui.' : `${n} affaires vous attendent aujourd’hui.`),
    },
    late: (n) => (n === 1 ? 'L’une d’elles est en retard.' : `${n} d’entre elles sont en retard.`),
    waiting: (n) =>
      n === 1 ? 'Une affaire attend d’autres personnes.' : `${n} affaires attendent d’autres personnes.`,
    due: 'Prochaines échéances :',
    open: 'Ouvrir votre journée',
    why: 'De quoi il s’agit n’est visible qu’après connexion : rien d’une affaire n’est jamais envoyé par courriel.',
    change: 'Quand et où vous êtes averti, c’est vous qui choisissez :',
  },
}
