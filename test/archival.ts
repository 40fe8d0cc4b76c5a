import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
} from 'pdf-lib'

const name = (text: string) => PDFName.of(text)

/**
 * What keeps a PDF from being archival by ISO 19005-3, level A, as far as its objects tell: metadata that name the
 * standard, an output intent with its profile, every font embedded and mapped to Unicode, tags and a language, nothing
 * encrypted, scripted or launched, and every attachment with its relation and type. No validator: it proves no
 * conformance, but each of these faults would break it.
 */
export async function archivalFaults(pdf: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  const { context, catalog } = document
  const resolve = (object: PDFObject | undefined) => (object instanceof PDFRef ? context.lookup(object) : object)
  const dict = (object: PDFObject | undefined) => {
    const found = resolve(object)
    return found instanceof PDFDict ? found : found instanceof PDFRawStream ? found.dict : undefined
  }
  const text = (object: PDFObject | undefined) => String(resolve(object) ?? '')
  const faults: string[] = []
  const must = (holds: boolean, fault: string) => void (holds || faults.push(fault))

  const xmp = resolve(catalog.get(name('Metadata')))
  const metadata = xmp instanceof PDFRawStream ? new TextDecoder().decode(decodePDFRawStream(xmp).decode()) : ''
  must(/<pdfaid:part>3<.*<pdfaid:conformance>A</s.test(metadata), 'the metadata do not name PDF/A-3a')
  must(text(catalog.get(name('Lang'))).length > 2, 'no language')
  must(text(dict(catalog.get(name('MarkInfo')))?.get(name('Marked'))) === 'true', 'not tagged')
  must(dict(catalog.get(name('StructTreeRoot'))) !== undefined, 'no structure')
  must(context.trailerInfo.Encrypt === undefined, 'encrypted')
  must(context.trailerInfo.ID !== undefined, 'no identifier')
  for (const banned of ['OpenAction', 'AA', 'AcroForm', 'NeedsRendering']) must(!catalog.has(name(banned)), banned)

  const intents = resolve(catalog.get(name('OutputIntents')))
  const profile = intents instanceof PDFArray ? dict(intents.get(0)) : undefined
  must(text(profile?.get(name('S'))) === '/GTS_PDFA1', 'no output intent')
  must(dict(profile?.get(name('DestOutputProfile'))) !== undefined, 'no colour profile')

  for (const [, object] of context.enumerateIndirectObjects()) {
    const one = dict(object)
    const type = text(one?.get(name('Type')))
    if (type === '/Font') faults.push(...fontFaults(one as PDFDict))
    if (type === '/Filespec') {
      must(one?.has(name('AFRelationship')) === true, 'an attachment without its relation')
      must(
        dict(dict(one?.get(name('EF')))?.get(name('F')))?.has(name('Subtype')) === true,
        'an attachment without type',
      )
    }
    if (type === '/Action' || one?.has(name('JS'))) faults.push('an action')
    if (text(one?.get(name('Filter'))).includes('LZW')) faults.push('LZW')
  }
  return [...new Set(faults)]

  function fontFaults(font: PDFDict): string[] {
    const label = text(font.get(name('BaseFont')))
    if (text(font.get(name('Subtype'))) === '/Type0')
      return dict(font.get(name('ToUnicode'))) ? [] : [`${label} is not mapped to Unicode`]
    const descriptor = dict(font.get(name('FontDescriptor')))
    const isEmbedded = ['FontFile', 'FontFile2', 'FontFile3'].some((file) => dict(descriptor?.get(name(file))))
    return isEmbedded ? [] : [`${label} is not embedded`]
  }
}
