import type { Act } from '../vault/index.ts'

/** The words of a printed custody record. */
export interface CustodyWords {
  readonly heading: string
  readonly about: string
  readonly fileNumber: string
  readonly order: string
  readonly exporter: string
  readonly purpose: string
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
  readonly units: readonly [string, string, string, string]
  readonly acts: Readonly<Record<Act['what'], string>>
}

const words: Readonly<Record<'en' | 'zh', CustodyWords>> = {
  en: {
    heading: 'Custody record',
    about: 'Evidence of',
    fileNumber: 'File number',
    order: 'Obtained by',
    exporter: 'Exported by',
    purpose: 'Purpose of the export',
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
    },
  },
  zh: {
    heading: '证据保管记录',
    about: '所涉请求',
    fileNumber: '案号',
    order: '取得依据',
    exporter: '导出人',
    purpose: '导出目的',
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
    },
  },
}

export const custodyWords = (language: string): CustodyWords => (language === 'zh' ? words.zh : words.en)
