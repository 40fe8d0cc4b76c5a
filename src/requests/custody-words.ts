import type { CustodyFinding } from '../law/index.ts'
import type { Act } from '../vault/index.ts'

/** The words of a printed custody record. */
export interface CustodyWords {
  readonly heading: string
  readonly about: string
  readonly fileNumber: string
  readonly order: string
  readonly exporter: string
  readonly purpose: string
  readonly stays: string
  readonly goesTo: string
  readonly mediaType: string
  readonly size: string
  readonly bytes: string
  readonly sealed: string
  readonly longestGap: string
  readonly when: string
  readonly who: string
  readonly what: string
  readonly after: string
  readonly proof: string
  readonly log: string
  readonly stated: string
  readonly page: string
  readonly of: string
  readonly end: string
  readonly note: string
  /** Of the picture: how it is to be read. */
  readonly picture: string
  readonly sealedAt: string
  readonly hashedAt: string
  readonly gap: string
  readonly noGap: string
  readonly number: string
  readonly recorded: string
  readonly checklist: string
  readonly checklistNote: string
  readonly before: string
  readonly union: string
  readonly nothing: string
  readonly holds: string
  readonly cure: string
  readonly notSure: string
  readonly notSo: string
  readonly notSaid: string
  readonly statuses: Readonly<Record<CustodyFinding['status'], string>>
  readonly effects: Readonly<Record<CustodyFinding['effect'], string>>
  readonly units: readonly [string, string, string, string]
  readonly acts: Readonly<Record<Act['what'], string>>
}

const words: Readonly<Record<'en' | 'de' | 'fr' | 'zh', CustodyWords>> = {
  en: {
    heading: 'Custody record',
    about: 'Evidence of',
    fileNumber: 'File number',
    order: 'Obtained by',
    exporter: 'Exported by',
    purpose: 'Purpose of the export',
    stays: 'Stays with',
    goesTo: 'Handed out to',
    mediaType: 'Kind of file',
    size: 'Size',
    bytes: 'bytes',
    sealed: 'Sealed, SHA-256',
    longestGap: 'Longest time without an act',
    when: 'When',
    who: 'Who',
    what: 'What was done',
    after: 'after',
    proof: 'Proof',
    log: 'own log, event',
    stated: 'stated by the producer in its signed message',
    page: 'Page',
    of: 'of',
    end: '',
    note: 'Made from the events of the log and from nothing else. The package this report is part of holds those events with their proofs; they can be checked without a network connection.',
    picture:
      'Every line is a hand, every dot an act under its number in the table below; between two dots stands the time that passed. Blue: sealed, hashed or compared; red: broken or refused; dotted red: held with neither seal nor hash.',
    sealedAt: 'sealed',
    hashedAt: 'hashed by the tool',
    gap: 'Unsealed and unhashed since first control',
    noGap: 'Since when it was held is not on record.',
    number: 'No',
    recorded: 'put down',
    checklist: 'What courts ask of this record',
    checklistNote:
      'Item by item as the law base has it on the day of this report; it supports a decision and makes none.',
    before: 'Before the courts of',
    union: 'the European Union and its member states',
    nothing: 'Nothing is missing.',
    holds: 'On record',
    cure: 'Cure',
    notSure: 'not confirmed',
    notSo: 'Not so',
    notSaid: 'Not on record',
    statuses: { holds: 'on record', explained: 'explained', missing: 'missing', unknown: 'not on record' },
    effects: { bar: 'bars the evidence', curable: 'can be cured', weight: 'is to be explained' },
    units: ['d', 'h', 'min', 's'],
    acts: {
      collected: 'Collected',
      sealed: 'Hashed and sealed',
      'handed-over': 'Handed over',
      received: 'Received, sealed bytes compared',
      verified: 'Opened to its end and compared with the producer’s hash',
      refused: 'Refused',
      opened: 'Opened',
      exported: 'Exported',
      erased: 'Deleted',
      'bytes-erased': 'Key and sealed bytes erased',
      held: 'Legal hold placed',
      released: 'Legal hold lifted',
      restricted: 'Kept under a hold, used by nobody',
      excluded: 'Excluded by a decision, used by nobody',
      'kept-longer': 'Kept longer',
      'original-destroyed': 'Kept after what it was made of was destroyed',
      minimised: 'Minimised to what the request covers',
      'set-apart': 'Set apart',
      taken: 'Taken',
      stated: 'Put on record',
      seized: 'Seized',
      passed: 'Passed on',
      checked: 'Seal looked at',
    },
  },
  de: {
    heading: 'Nachweis der Beweismittelkette',
    about: 'Beweise zu',
    fileNumber: 'Aktenzeichen',
    order: 'Erlangt durch',
    exporter: 'Ausgeführt von',
    purpose: 'Zweck der Ausfuhr',
    stays: 'Bleibt bei',
    goesTo: 'Herausgegeben an',
    mediaType: 'Art der Datei',
    size: 'Größe',
    bytes: 'Bytes',
    sealed: 'Versiegelt, SHA-256',
    longestGap: 'Längste Zeit ohne Handlung',
    when: 'Wann',
    who: 'Wer',
    what: 'Was geschah',
    after: 'nach',
    proof: 'Beleg',
    log: 'eigenes Protokoll, Eintrag',
    stated: 'nach der signierten Nachricht des Herausgebenden',
    page: 'Seite',
    of: 'von',
    end: '',
    note: 'Allein aus den Einträgen des Protokolls gemacht. Das Paket, zu dem dieser Bericht gehört, enthält diese Einträge mit ihren Beweisen; sie lassen sich ohne Netz prüfen.',
    picture:
      'Jede Linie ist eine Hand, jeder Punkt eine Handlung unter ihrer Nummer in der Tabelle; zwischen zwei Punkten steht die Zeit, die verging. Blau: versiegelt, Prüfsumme gebildet oder verglichen; rot: gebrochen oder zurückgewiesen; rot gepunktet: in Verwahrung ohne Siegel und Prüfsumme.',
    sealedAt: 'versiegelt',
    hashedAt: 'Prüfsumme des Werkzeugs',
    gap: 'Unversiegelt und ohne Prüfsumme seit dem ersten Zugriff',
    noGap: 'Seit wann es in Verwahrung war, steht nicht im Nachweis.',
    number: 'Nr.',
    recorded: 'eingetragen',
    checklist: 'Was Gerichte von diesem Nachweis verlangen',
    checklistNote:
      'Punkt für Punkt nach der Rechtsdatenbank am Tag dieses Berichts; es hilft entscheiden und entscheidet nicht.',
    before: 'Vor den Gerichten:',
    union: 'Europäische Union und ihre Mitgliedstaaten',
    nothing: 'Nichts fehlt.',
    holds: 'Im Nachweis',
    cure: 'Heilung',
    notSure: 'nicht bestätigt',
    notSo: 'Nicht so',
    notSaid: 'Nicht im Nachweis',
    statuses: { holds: 'im Nachweis', explained: 'erklärt', missing: 'fehlt', unknown: 'nicht im Nachweis' },
    effects: { bar: 'nicht verwertbar', curable: 'heilbar', weight: 'zu erklären' },
    units: ['T', 'Std.', 'Min.', 'Sek.'],
    acts: {
      collected: 'Erhoben',
      sealed: 'Prüfsumme gebildet und versiegelt',
      'handed-over': 'Übergeben',
      received: 'Empfangen, versiegelte Bytes verglichen',
      verified: 'Bis zum Ende geöffnet und mit der Prüfsumme des Herausgebenden verglichen',
      refused: 'Zurückgewiesen',
      opened: 'Geöffnet',
      exported: 'Ausgeführt',
      erased: 'Gelöscht',
      'bytes-erased': 'Schlüssel und versiegelte Bytes gelöscht',
      held: 'Löschsperre gesetzt',
      released: 'Löschsperre aufgehoben',
      restricted: 'Unter Sperre verwahrt, von niemandem genutzt',
      excluded: 'Durch Entscheidung ausgeschlossen, von niemandem genutzt',
      'kept-longer': 'Länger aufbewahrt',
      'original-destroyed': 'Aufbewahrt, nachdem das Original vernichtet wurde',
      minimised: 'Auf das beschränkt, was das Ersuchen umfasst',
      'set-apart': 'Abgesondert',
      taken: 'Gesichert',
      stated: 'Eingetragen',
      seized: 'Sichergestellt',
      passed: 'Weitergegeben',
      checked: 'Siegel geprüft',
    },
  },
  fr: {
    heading: 'Chaîne de conservation des preuves',
    about: 'Preuves de',
    fileNumber: 'Numéro de dossier',
    order: 'Obtenues par',
    exporter: 'Exportées par',
    purpose: 'But de l’exportation',
    stays: 'Reste chez',
    goesTo: 'Remis à',
    mediaType: 'Type de fichier',
    size: 'Taille',
    bytes: 'octets',
    sealed: 'Scellé, SHA-256',
    longestGap: 'Plus longue durée sans acte',
    when: 'Quand',
    who: 'Qui',
    what: 'Ce qui a été fait',
    after: 'après',
    proof: 'Preuve',
    log: 'journal propre, entrée',
    stated: 'selon le message signé du remettant',
    page: 'Page',
    of: 'sur',
    end: '',
    note: 'Établi à partir des entrées du journal et de rien d’autre. Le paquet dont ce rapport fait partie contient ces entrées avec leurs preuves ; elles se vérifient hors ligne.',
    picture:
      'Chaque ligne est une main, chaque point un acte sous son numéro du tableau ; entre deux points figure le temps écoulé. Bleu : scellé, empreinte calculée ou comparée ; rouge : rompu ou refusé ; pointillé rouge : détenu sans scellé ni empreinte.',
    sealedAt: 'scellé',
    hashedAt: 'empreinte de l’outil',
    gap: 'Ni scellé ni empreinte depuis le premier contrôle',
    noGap: 'Le registre ne dit pas depuis quand l’objet était détenu.',
    number: 'N°',
    recorded: 'consigné',
    checklist: 'Ce que les tribunaux demandent à ce registre',
    checklistNote:
      'Point par point, selon la base de droit au jour de ce rapport ; elle aide à décider et ne décide pas.',
    before: 'Devant les tribunaux :',
    union: 'Union européenne et ses États membres',
    nothing: 'Rien ne manque.',
    holds: 'Au registre',
    cure: 'Remède',
    notSure: 'non confirmé',
    notSo: 'Pas ainsi',
    notSaid: 'Pas au registre',
    statuses: { holds: 'au registre', explained: 'expliqué', missing: 'manque', unknown: 'pas au registre' },
    effects: { bar: 'écarte la preuve', curable: 'peut être régularisé', weight: 'est à expliquer' },
    units: ['j', 'h', 'min', 's'],
    acts: {
      collected: 'Recueilli',
      sealed: 'Empreinte calculée et scellé',
      'handed-over': 'Remis',
      received: 'Reçu, octets scellés comparés',
      verified: 'Ouvert jusqu’au bout et comparé à l’empreinte du remettant',
      refused: 'Refusé',
      opened: 'Ouvert',
      exported: 'Exporté',
      erased: 'Supprimé',
      'bytes-erased': 'Clé et octets scellés effacés',
      held: 'Gel juridique posé',
      released: 'Gel juridique levé',
      restricted: 'Conservé sous gel, utilisé par personne',
      excluded: 'Exclu par décision, utilisé par personne',
      'kept-longer': 'Conservé plus longtemps',
      'original-destroyed': 'Conservé après la destruction de l’original',
      minimised: 'Réduit à ce que couvre la demande',
      'set-apart': 'Mis à part',
      taken: 'Prélevé',
      stated: 'Consigné',
      seized: 'Saisi',
      passed: 'Transmis',
      checked: 'Scellé contrôlé',
    },
  },
  zh: {
    heading: '证据保管记录',
    about: '所涉请求',
    fileNumber: '案号',
    order: '取得依据',
    exporter: '导出人',
    purpose: '导出目的',
    stays: '留存于',
    goesTo: '交付给',
    mediaType: '文件类型',
    size: '大小',
    bytes: '字节',
    sealed: '封存后 SHA-256',
    longestGap: '最长无操作时间',
    when: '时间',
    who: '经手人',
    what: '操作',
    after: '间隔',
    proof: '证明',
    log: '本单位日志，事件',
    stated: '提供者在其签名消息中的陈述',
    page: '第',
    of: '页 / 共',
    end: '页',
    note: '本记录仅依据日志事件生成。所附证据包载有这些事件及其证明，可离线核验。',
    picture:
      '每条线代表一位经手人，每个圆点代表一项操作，编号与下表一致；两点之间为间隔时间。蓝色：封存、计算或比对校验值；红色：破损或拒收；红色虚线：被控制但未封存、未计算校验值。',
    sealedAt: '封存',
    hashedAt: '工具计算校验值',
    gap: '自首次控制起未封存、未计算校验值',
    noGap: '未记录自何时起被控制。',
    number: '序号',
    recorded: '记录于',
    checklist: '法院对本记录的要求',
    checklistNote: '依据本报告之日的法律库逐项列出；仅供决定参考，不作决定。',
    before: '法院所属：',
    union: '欧盟及其成员国',
    nothing: '没有缺失。',
    holds: '已记录',
    cure: '补正',
    notSure: '未经确认',
    notSo: '并非如此',
    notSaid: '未记录',
    statuses: { holds: '已记录', explained: '已说明', missing: '缺失', unknown: '未记录' },
    effects: { bar: '不得作为证据', curable: '可以补正', weight: '需要说明' },
    units: ['天', '小时', '分', '秒'],
    acts: {
      collected: '收集',
      sealed: '计算哈希并封存',
      'handed-over': '移交',
      received: '接收，核对封存字节',
      verified: '完整开启并与提供者的哈希核对',
      refused: '拒收',
      opened: '开启',
      exported: '导出',
      erased: '删除',
      'bytes-erased': '密钥与封存字节已清除',
      held: '设置法律保留',
      released: '解除法律保留',
      restricted: '因保留而保存，任何人不得使用',
      excluded: '依决定排除，任何人不得使用',
      'kept-longer': '延长保存',
      'original-destroyed': '原件销毁后继续保存',
      minimised: '缩减至请求范围',
      'set-apart': '分别封存',
      taken: '提取',
      stated: '记入记录',
      seized: '扣押',
      passed: '移交设备',
      checked: '检查封存',
    },
  },
}

export const custodyWords = (language: string): CustodyWords =>
  language in words ? words[language as keyof typeof words] : words.en
