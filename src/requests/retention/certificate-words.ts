import type { Fate } from '../../vault/index.ts'

/** The words of a printed certificate of destruction. */
interface CertificateWords {
  readonly language: string
  readonly heading: string
  readonly says: string
  readonly saysNotYet: string
  readonly piece: string
  readonly id: string
  readonly request: string
  readonly mediaType: string
  readonly size: string
  readonly bytes: string
  readonly opened: string
  readonly sealed: string
  readonly rule: string
  readonly reason: string
  readonly proposed: string
  readonly agreed: string
  readonly destroyed: string
  readonly erased: string
  readonly notYet: string
  readonly proof: string
  readonly proofNote: string
  readonly event: string
  readonly leaf: string
  readonly path: string
  readonly root: string
  readonly checkpoint: string
  readonly derived: string
  readonly derivedNote: string
  readonly parts: Readonly<Record<Fate | 'package', string>>
  readonly fates: Readonly<Record<'part' | 'package', string>>
  readonly kept: string
  readonly page: string
  readonly made: string
}

const en: CertificateWords = {
  language: 'en',
  heading: 'Certificate of destruction',
  says: 'has destroyed the piece of evidence named below. The key of the file, which lay wrapped at the head of the sealed file, was overwritten, and the sealed file was removed.',
  saysNotYet:
    'has given up the piece of evidence named below. Nobody there can open it any more. Its sealed bytes are still here, because another organisation on the same server keeps the same; this certificate becomes whole once they are erased.',
  piece: 'Piece',
  id: 'Number',
  request: 'Request',
  mediaType: 'Kind of file',
  size: 'Size',
  bytes: 'bytes',
  opened: 'SHA-256 of the file',
  sealed: 'SHA-256, sealed',
  rule: 'By which rule or order',
  reason: 'Reason',
  proposed: 'Proposed by',
  agreed: 'Agreed by',
  destroyed: 'Destroyed',
  erased: 'Key and bytes erased',
  notYet: 'not yet: another organisation on this server keeps the same bytes',
  proof: 'Where the log says so',
  proofNote:
    'Each event stands in the append-only log of the organisation (RFC 9162). The hashes lead from its leaf to the root that the checkpoint signs; they can be checked without this server.',
  event: 'Event',
  leaf: 'leaf',
  path: 'path',
  root: 'root of the log of that many events',
  checkpoint: 'Checkpoint, as signed',
  derived: 'What had been made of it',
  derivedNote:
    'A part that was destroyed has a certificate of its own. A package has left this server: that it is destroyed too is for whoever has it to certify.',
  parts: {
    kept: 'Part covered by the request',
    'left-out': 'Rest, sealed apart',
    privileged: 'Privileged part',
    package: 'Package',
  },
  fates: { part: 'Destroyed as well', package: 'To be destroyed by whoever has it' },
  kept: 'Kept',
  page: 'Page',
  made: 'Made',
}

const de: CertificateWords = {
  language: 'de',
  heading: 'Vernichtungsnachweis',
  says: 'hat das unten bezeichnete Beweisstück vernichtet. Der Dateischlüssel, der verpackt am Anfang der versiegelten Datei lag, wurde überschrieben und die versiegelte Datei entfernt.',
  saysNotYet:
    'hat das unten bezeichnete Beweisstück aufgegeben. Dort kann es niemand mehr öffnen. Die versiegelten Bytes liegen noch hier, weil eine andere Organisation auf demselben Server dieselben aufbewahrt; der Nachweis wird vollständig, sobald sie gelöscht sind.',
  piece: 'Beweisstück',
  id: 'Nummer',
  request: 'Ersuchen',
  mediaType: 'Dateiart',
  size: 'Größe',
  bytes: 'Bytes',
  opened: 'SHA-256 der Datei',
  sealed: 'SHA-256, versiegelt',
  rule: 'Nach welcher Regel oder Anordnung',
  reason: 'Grund',
  proposed: 'Vorgeschlagen von',
  agreed: 'Zugestimmt von',
  destroyed: 'Vernichtet',
  erased: 'Schlüssel und Bytes gelöscht',
  notYet: 'noch nicht: eine andere Organisation auf diesem Server hat dieselben Bytes',
  proof: 'Wo das Protokoll es sagt',
  proofNote:
    'Jedes Ereignis steht im nur fortschreibbaren Protokoll der Organisation (RFC 9162). Die Prüfsummen führen vom Blatt zur Wurzel, die der Prüfpunkt unterschreibt; sie lassen sich ohne diesen Server prüfen.',
  event: 'Ereignis',
  leaf: 'Blatt',
  path: 'Pfad',
  root: 'Wurzel des Protokolls mit so vielen Ereignissen',
  checkpoint: 'Prüfpunkt, wie unterschrieben',
  derived: 'Was daraus gemacht worden war',
  derivedNote:
    'Ein vernichteter Teil hat einen eigenen Nachweis. Ein Paket hat diesen Server verlassen: dass auch es vernichtet ist, bescheinigt, wer es hat.',
  parts: {
    kept: 'Vom Ersuchen umfasster Teil',
    'left-out': 'Rest, gesondert versiegelt',
    privileged: 'Geschützter Teil',
    package: 'Paket',
  },
  fates: { part: 'Ebenfalls vernichtet', package: 'Von dem zu vernichten, der es hat' },
  kept: 'Aufbewahrt',
  page: 'Seite',
  made: 'Ausgestellt',
}

const fr: CertificateWords = {
  language: 'fr',
  heading: 'Certificat de destruction',
  says: 'a détruit l’élément de preuve désigné ci-dessous. La clé du fichier, enveloppée en tête du fichier scellé, a été écrasée, et le fichier scellé supprimé.',
  saysNotYet:
    'a abandonné l’élément de preuve désigné ci-dessous. Personne ne peut plus l’y ouvrir. Les octets scellés sont encore ici, car une autre organisation du même serveur conserve les mêmes ; ce certificat sera complet une fois qu’ils seront effacés.',
  piece: 'Élément',
  id: 'Numéro',
  request: 'Demande',
  mediaType: 'Type de fichier',
  size: 'Taille',
  bytes: 'octets',
  opened: 'SHA-256 du fichier',
  sealed: 'SHA-256, scellé',
  rule: 'Selon quelle règle ou quel ordre',
  reason: 'Motif',
  proposed: 'Proposé par',
  agreed: 'Approuvé par',
  destroyed: 'Détruit',
  erased: 'Clé et octets effacés',
  notYet: 'pas encore : une autre organisation de ce serveur conserve les mêmes octets',
  proof: 'Où le journal le dit',
  proofNote:
    'Chaque événement figure dans le journal inaltérable de l’organisation (RFC 9162). Les empreintes mènent de la feuille à la racine que signe le point de contrôle ; elles se vérifient sans ce serveur.',
  event: 'Événement',
  leaf: 'feuille',
  path: 'chemin',
  root: 'racine du journal de ce nombre d’événements',
  checkpoint: 'Point de contrôle, tel que signé',
  derived: 'Ce qui en avait été tiré',
  derivedNote:
    'Une partie détruite a son propre certificat. Un paquet a quitté ce serveur : il revient à qui le détient de certifier sa destruction.',
  parts: {
    kept: 'Partie couverte par la demande',
    'left-out': 'Reste, scellé à part',
    privileged: 'Partie couverte par le secret',
    package: 'Paquet',
  },
  fates: { part: 'Détruite également', package: 'À détruire par qui le détient' },
  kept: 'Conservé',
  page: 'Page',
  made: 'Établi',
}

const zh: CertificateWords = {
  language: 'zh',
  heading: '销毁证明',
  says: '已销毁下列证据。封存文件首部所包裹的文件密钥已被覆盖，封存文件已被移除。',
  saysNotYet:
    '已放弃下列证据，该处任何人均不能再开启。因同一服务器上的另一单位保存相同的封存字节，字节尚存；清除后本证明方为完整。',
  piece: '证据',
  id: '编号',
  request: '请求',
  mediaType: '文件类型',
  size: '大小',
  bytes: '字节',
  opened: '文件 SHA-256',
  sealed: '封存后 SHA-256',
  rule: '依据的规则或命令',
  reason: '理由',
  proposed: '提议人',
  agreed: '同意人',
  destroyed: '销毁时间',
  erased: '密钥与字节清除时间',
  notYet: '尚未：本服务器上另一单位保存相同字节',
  proof: '日志记载',
  proofNote: '每一事件均载于本单位只可追加的日志（RFC 9162）。哈希由叶至检查点所签之根，可离线核验。',
  event: '事件',
  leaf: '叶',
  path: '路径',
  root: '该事件数时日志之根',
  checkpoint: '检查点（签名原文）',
  derived: '由其制成之物',
  derivedNote: '已销毁的部分另有销毁证明。证据包已离开本服务器，其销毁由持有人证明。',
  parts: {
    kept: '请求范围内的部分',
    'left-out': '分别封存的其余部分',
    privileged: '受特权保护的部分',
    package: '证据包',
  },
  fates: { part: '一并销毁', package: '由持有人销毁' },
  kept: '保留',
  page: '页',
  made: '制作',
}

const words: Readonly<Record<string, CertificateWords>> = { en, de, fr, zh }

export const certificateWords = (language: string): CertificateWords => words[language] ?? en
