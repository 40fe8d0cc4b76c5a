import type { DataCategory, RouteStatus } from '../../law/index.ts'
import type { LaboratoryLanguage } from '../words/words.ts'

/** What a brief says beyond what the pages of a result say. */
export interface BriefWords {
  readonly heading: string
  readonly page: string
  readonly proposed: string
  readonly whole: string
  readonly nothingSaid: string
  readonly title: string
  readonly tried: string
  readonly triedBy: string
  readonly day: string
  readonly ownDay: string
  readonly today: string
  readonly counted: string
  readonly run: string
  readonly came: string
  readonly unknown: string
  readonly unknownNote: string
  readonly waysTurn: string
  readonly unknownTurn: string
  /** One thing and what is said of it. */
  readonly of: (what: string, said: string) => string
  readonly conflictsOf: (opened: string, closed: string) => string
  readonly more: (n: string) => string
  readonly unchanged: (n: string) => string
  readonly months: string
  readonly none: string
  readonly unconfirmed: string
  readonly mapAlt: (what: string) => string
  readonly mapSource: string
  readonly limits: readonly string[]
  readonly ownRecord: string
  readonly statuses: Readonly<Record<RouteStatus, string>>
  readonly category: Readonly<Record<DataCategory, string>>
}

const en: BriefWords = {
  heading: 'Policy brief',
  page: 'Page',
  proposed: 'The proposal',
  whole: 'Rules it touches',
  nothingSaid: 'The proposal says nothing about itself.',
  title: 'Title',
  tried: 'What was tried',
  triedBy: 'Tried by',
  day: 'Law of',
  ownDay: 'each request on its own day',
  today: 'Day of the trial',
  counted: 'Requests on record',
  run: 'Trial',
  came: 'What came of it',
  unknown: 'Unknown, kept apart',
  unknownNote:
    'A request rests on a fact nobody gave where a rule that decides asks for it. Such requests are in none of the figures of ways won or lost.',
  waysTurn: 'Requests with a way',
  unknownTurn: 'Unknown',
  of: (what, said) => `${what}: ${said}`,
  conflictsOf: (opened, closed) =>
    `${opened} conflicts of a demand with a bar are new; ${closed} no longer meet any request.`,
  more: (n) => `${n} more rows stand in the CSV and the JSON of this trial.`,
  unchanged: (n) => `For ${n} more states nothing changes.`,
  months: 'months',
  none: 'none',
  unconfirmed: 'not confirmed in the text of the act',
  mapAlt: (what) => `Map of the world: ${what}. The table below says the same, state by state.`,
  mapSource: 'Shapes by Natural Earth. To draw a border is to say nothing of whose it is.',
  limits: [
    'The law is that of the law base with the digest below. What it does not know, this brief does not know; each rule named here is cited.',
    'A figure counts requests of this record. Another record, or another year, gives other figures.',
    'It says what the law would allow, not what states would do with it, and is no legal advice.',
  ],
  ownRecord:
    'The record is the requests of the organisation named above, facts alone; whoever holds them finds the same digest.',
  statuses: {
    open: 'Open',
    approval: 'With approval',
    conflict: 'Conflict of laws',
    unknown: 'Not decided yet',
    closed: 'Closed',
  },
  category: {
    subscriber: 'subscriber data',
    identification: 'data for identifying the user only',
    traffic: 'traffic data',
    content: 'content',
    location: 'location data',
    'device-log': 'device logs',
    'transaction-record': 'transaction records',
  },
}

const zh: BriefWords = {
  heading: '政策简报',
  page: '页',
  proposed: '建议',
  whole: '所涉规则',
  nothingSaid: '该建议未附说明。',
  title: '标题',
  tried: '试行内容',
  triedBy: '试行者',
  day: '适用法律之日',
  ownDay: '各请求按其自身日期',
  today: '试行日期',
  counted: '记录中的请求',
  run: '试行',
  came: '试行结果',
  unknown: '未知，单独列出',
  unknownNote: '起决定作用的规则所需事实无人给出时，该请求为未知。此类请求不计入任何得失数字。',
  waysTurn: '有途径的请求',
  unknownTurn: '未知',
  of: (what, said) => `${what}：${said}`,
  conflictsOf: (opened, closed) => `要求与限制之间的冲突新增 ${opened} 组；另有 ${closed} 组不再涉及任何请求。`,
  more: (n) => `其余 ${n} 行见本次试行的 CSV 与 JSON。`,
  unchanged: (n) => `另有 ${n} 国没有变化。`,
  months: '个月',
  none: '无',
  unconfirmed: '未经法律原文核实',
  mapAlt: (what) => `世界地图：${what}。下表逐国列出相同内容。`,
  mapSource: '底图：Natural Earth。边界画法不表示对其归属的任何立场。',
  limits: [
    '所依法律为下列摘要值所指的法律库。法律库所不知者，本简报亦不知；所列规则均附出处。',
    '数字所计为本记录中的请求。换一份记录或换一年，数字便不同。',
    '本简报说明法律将允许什么，并不说明各国将如何行事，亦非法律意见。',
  ],
  ownRecord: '记录为上列机构的请求，仅含事实；持有这些请求者可得相同摘要值。',
  statuses: { open: '可行', approval: '须经批准', conflict: '法律冲突', unknown: '尚未确定', closed: '不可行' },
  category: {
    subscriber: '用户注册数据',
    identification: '仅用于识别用户的数据',
    traffic: '流量数据',
    content: '内容数据',
    location: '位置数据',
    'device-log': '设备日志',
    'transaction-record': '交易记录',
  },
}

const de: BriefWords = {
  heading: 'Kurzbericht zum Vorschlag',
  page: 'Seite',
  proposed: 'Der Vorschlag',
  whole: 'Berührte Regeln',
  nothingSaid: 'Der Vorschlag sagt nichts über sich.',
  title: 'Titel',
  tried: 'Was erprobt wurde',
  triedBy: 'Erprobt von',
  day: 'Recht vom',
  ownDay: 'jedes Ersuchen an seinem eigenen Tag',
  today: 'Tag der Erprobung',
  counted: 'Ersuchen im Bestand',
  run: 'Erprobung',
  came: 'Was sich ergab',
  unknown: 'Unbekannt, gesondert geführt',
  unknownNote:
    'Ein Ersuchen hängt an einer nicht genannten Tatsache, wo eine entscheidende Regel nach ihr fragt. Solche Ersuchen stehen in keiner der Zahlen über gewonnene oder verlorene Wege.',
  waysTurn: 'Ersuchen mit einem Weg',
  unknownTurn: 'Unbekannt',
  of: (what, said) => `${what}: ${said}`,
  conflictsOf: (opened, closed) =>
    `${opened} Kollisionen einer Forderung mit einer Schranke sind neu; ${closed} treffen kein Ersuchen mehr.`,
  more: (n) => `${n} weitere Zeilen stehen in CSV und JSON dieser Erprobung.`,
  unchanged: (n) => `Für ${n} weitere Staaten ändert sich nichts.`,
  months: 'Monate',
  none: 'keine',
  unconfirmed: 'nicht am Wortlaut bestätigt',
  mapAlt: (what) => `Weltkarte: ${what}. Die Tabelle darunter sagt dasselbe, Staat für Staat.`,
  mapSource: 'Umrisse von Natural Earth. Eine gezeichnete Grenze sagt nichts darüber, wessen sie ist.',
  limits: [
    'Das Recht ist das der Rechtsdatenbank mit der unten genannten Prüfsumme. Was sie nicht weiß, weiß dieser Bericht nicht; jede genannte Regel hat ihre Fundstelle.',
    'Eine Zahl zählt Ersuchen dieses Bestands. Ein anderer Bestand oder ein anderes Jahr ergibt andere Zahlen.',
    'Er sagt, was das Recht erlauben würde, nicht, was die Staaten damit täten, und ist keine Rechtsberatung.',
  ],
  ownRecord:
    'Der Bestand sind die Ersuchen der oben genannten Organisation, nur die Tatsachen; wer sie hat, findet dieselbe Prüfsumme.',
  statuses: {
    open: 'Offen',
    approval: 'Mit Genehmigung',
    conflict: 'Normenkollision',
    unknown: 'Noch nicht entschieden',
    closed: 'Verschlossen',
  },
  category: {
    subscriber: 'Teilnehmerdaten',
    identification: 'ausschließlich zur Identifizierung angeforderte Daten',
    traffic: 'Verkehrsdaten',
    content: 'Inhaltsdaten',
    location: 'Standortdaten',
    'device-log': 'Geräteprotokolle',
    'transaction-record': 'Transaktionsdaten',
  },
}

const fr: BriefWords = {
  heading: 'Note de politique juridique',
  page: 'Page',
  proposed: 'La proposition',
  whole: 'Règles qu’elle touche',
  nothingSaid: 'La proposition ne dit rien d’elle-même.',
  title: 'Titre',
  tried: 'Ce qui a été essayé',
  triedBy: 'Essayé par',
  day: 'Droit du',
  ownDay: 'chaque demande à sa propre date',
  today: 'Jour de l’essai',
  counted: 'Demandes au relevé',
  run: 'Essai',
  came: 'Ce qui en résulte',
  unknown: 'Inconnu, tenu à part',
  unknownNote:
    'Une demande repose sur un fait que personne n’a donné quand une règle qui décide le demande. Ces demandes ne sont dans aucun des chiffres de voies gagnées ou perdues.',
  waysTurn: 'Demandes avec une voie',
  unknownTurn: 'Inconnu',
  of: (what, said) => `${what} : ${said}`,
  conflictsOf: (opened, closed) =>
    `Conflits nouveaux d’une exigence avec un obstacle : ${opened} ; qui ne touchent plus aucune demande : ${closed}.`,
  more: (n) => `${n} autres lignes figurent dans le CSV et le JSON de cet essai.`,
  unchanged: (n) => `Pour ${n} autres États rien ne change.`,
  months: 'mois',
  none: 'aucun',
  unconfirmed: 'non confirmé dans le texte de l’acte',
  mapAlt: (what) => `Carte du monde : ${what}. Le tableau ci-dessous dit la même chose, État par État.`,
  mapSource: 'Tracés de Natural Earth. Dessiner une frontière ne dit rien de qui elle est.',
  limits: [
    'Le droit est celui de la base de droit dont l’empreinte figure ci-dessous. Ce qu’elle ne sait pas, cette note ne le sait pas ; chaque règle nommée ici est citée.',
    'Un chiffre compte des demandes de ce relevé. Un autre relevé, ou une autre année, donne d’autres chiffres.',
    'Elle dit ce que le droit permettrait, non ce que les États en feraient, et n’est pas un avis juridique.',
  ],
  ownRecord:
    'Le relevé est celui des demandes de l’organisme nommé ci-dessus, les faits seuls ; qui les détient trouve la même empreinte.',
  statuses: {
    open: 'Ouverte',
    approval: 'Avec approbation',
    conflict: 'Conflit de lois',
    unknown: 'Pas encore décidé',
    closed: 'Fermée',
  },
  category: {
    subscriber: 'données relatives aux abonnés',
    identification: 'données demandées à la seule fin d’identifier l’utilisateur',
    traffic: 'données relatives au trafic',
    content: 'données relatives au contenu',
    location: 'données de localisation',
    'device-log': 'journaux d’appareils',
    'transaction-record': 'relevés de transactions',
  },
}

export const briefWords = { en, zh, de, fr } satisfies Readonly<Record<LaboratoryLanguage, BriefWords>>
