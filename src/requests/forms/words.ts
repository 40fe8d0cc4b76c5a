/** The few words that stand around a printed form; its labels are the law's. */
export interface PrintWords {
  readonly draft: string
  readonly missing: string
  readonly page: string
  readonly of: string
  readonly version: string
  readonly law: string
  readonly yes: string
  readonly no: string
}

const words: Readonly<Record<string, PrintWords>> = {
  en: { draft: 'DRAFT', missing: 'to be completed', page: 'Page', of: 'of', version: 'Form version', law: 'Law', yes: 'Yes', no: 'No' },
  de: { draft: 'ENTWURF', missing: 'noch auszufüllen', page: 'Seite', of: 'von', version: 'Formularfassung', law: 'Rechtsstand', yes: 'Ja', no: 'Nein' },
  fr: { draft: 'PROJET', missing: 'à compléter', page: 'Page', of: 'sur', version: 'Version du formulaire', law: 'Droit', yes: 'Oui', no: 'Non' },
  zh: { draft: '草稿', missing: '待填写', page: '第', of: '页 / 共', version: '表格版本', law: '法律数据', yes: '是', no: '否' },
} // biome-ignore format: a table

export const printWords = (language: string): PrintWords => words[language] ?? (words.en as PrintWords)
