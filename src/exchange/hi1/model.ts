/**
 * The messages of ETSI TS 103 120 (HI-1) as types: field for field what its schemas define, under the standard's own
 * names, without the prefixes that XML and JSON each add. `message.test.ts` holds them against the schemas.
 */

/** One message. `attributes` are those of the document's root as they stood: namespaces, a schema location. */
export interface Hi1Message {
  readonly attributes: Readonly<Record<string, string>>
  readonly Header: MessageHeader
  readonly Payload: MessagePayload
  /** The signature of the JSON form, or what somebody put into the element of that name in XML. */
  readonly Signature?: JsonSignature | Embedded
  readonly Signatures?: readonly JsonSignatureScheme[] | Embedded
  /** `ds:Signature` of the XML form, as canonical XML. */
  readonly XmlSignature?: string
}

export interface JsonSignature {
  readonly protected: string
  readonly signature: string
}

export interface JsonSignatureScheme {
  readonly hash_algorithm: string
  readonly algorithm: string
  readonly public_key?: string
  readonly value: string
}

/** What the standard leaves open: canonical XML elements, or any JSON value. */
export type Embedded = { readonly xml: string } | { readonly json: unknown }

export interface MessageHeader {
  readonly SenderIdentifier: EndpointID
  readonly ReceiverIdentifier: EndpointID
  readonly TransactionIdentifier: string
  readonly Timestamp: string
  readonly Version: Version
  readonly WorkflowIdentifier?: string
}

export interface MessagePayload {
  readonly RequestPayload?: RequestPayload
  readonly ResponsePayload?: ResponsePayload
}

export interface ObjectHead {
  readonly ObjectIdentifier: string
  readonly CountryCode?: string
  readonly OwnerIdentifier?: string
  readonly Generation?: number
  readonly ExternalIdentifier?: string
  readonly AssociatedObjects?: AssociatedObjects
  readonly LastChanged?: string
  readonly NationalHandlingParameters?: NationalHandlingParameters
}

export interface EndpointID {
  readonly CountryCode: string
  readonly UniqueIdentifier: string
}

export interface Version {
  readonly ETSIVersion: string
  readonly NationalProfileOwner: string
  readonly NationalProfileVersion: string
}

export interface RequestPayload {
  readonly ActionRequests: ActionRequests
}

export interface ResponsePayload {
  readonly ActionResponses?: ActionResponses
  readonly ErrorInformation?: ActionUnsuccesfulInformation
}

export interface AssociatedObjects {
  readonly AssociatedObject?: readonly string[]
}

export interface NationalHandlingParameters {
  readonly CountryCode: string
}

export interface ActionUnsuccesfulInformation {
  readonly ErrorCode: number
  readonly ErrorDescription: string
}

export interface ActionRequests {
  readonly ActionRequest?: readonly ActionRequest[]
}

export interface ActionResponses {
  readonly ActionResponse?: readonly ActionResponse[]
}

export interface ActionRequest {
  readonly ActionIdentifier: number
  readonly GET?: GETRequest
  readonly CREATE?: CREATERequest
  readonly UPDATE?: UPDATERequest
  readonly LIST?: LISTRequest
  readonly DELIVER?: DELIVERRequest
  readonly GETCSPCONFIG?: GETCSPCONFIGRequest
}

export interface ActionResponse {
  readonly ActionIdentifier: number
  readonly GETResponse?: GETResponse
  readonly CREATEResponse?: CREATEResponse
  readonly UPDATEResponse?: UPDATEResponse
  readonly LISTResponse?: LISTResponse
  readonly ErrorInformation?: ActionUnsuccesfulInformation
  readonly DELIVERResponse?: DELIVERResponse
  readonly GETCSPCONFIGResponse?: GETCSPCONFIGResponse
}

export interface GETRequest {
  readonly Identifier: string
}

export interface CREATERequest {
  readonly HI1Object: Hi1Object
}

export interface UPDATERequest {
  readonly HI1Object: Hi1Object
}

export interface LISTRequest {
  readonly ObjectType?: DictionaryEntry
  readonly LastChanged?: string
  readonly LastChangedTimespan?: Timespan
  readonly MaximumObjectCount?: number
  readonly Status?: DictionaryEntry
  readonly CountryCode?: string
}

export interface DELIVERRequest {
  readonly Identifier: string
  readonly HI1Object: Hi1Object
}

export type GETCSPCONFIGRequest = Readonly<Record<string, never>>

export interface GETResponse {
  readonly HI1Object: Hi1Object
}

export interface CREATEResponse {
  readonly Identifier: string
  readonly HI1Object?: Hi1Object
}

export interface UPDATEResponse {
  readonly Identifier: string
  readonly HI1Object?: Hi1Object
}

export interface LISTResponse {
  readonly ListResponseRecord?: readonly ListResponseRecord[]
}

export interface DELIVERResponse {
  readonly Identifier: string
}

export interface GETCSPCONFIGResponse {
  readonly LastChanged: string
  readonly Dictionaries?: Dictionaries
  readonly TargetFormatTypeDefinitions?: TargetFormatTypeDefinitions
  readonly TargetingConfigurations: TargetingConfigurations
  readonly SupportedLIWorkflowEndpoints?: SupportedLIWorkflowEndpoints
  readonly SupportedLPWorkflowEndpoints?: SupportedLPWorkflowEndpoints
  readonly SupportedLDWorkflowEndpoints?: SupportedLDWorkflowEndpoints
}

export interface ListResponseRecord {
  readonly ObjectType: DictionaryEntry
  readonly Identifier: string
  readonly CountryCode?: string
  readonly OwnerIdentifier?: string
  readonly Generation: number
  readonly ExternalIdentifier?: string
  readonly LastChanged?: string
}

export interface DictionaryEntry {
  readonly Owner: string
  readonly Name: string
  readonly Value: string
}

export interface ApprovalDetails {
  readonly ApprovalType?: string
  readonly ApprovalDescription?: string
  readonly ApprovalReference?: string
  readonly ApproverDetails?: ApproverDetails
  readonly ApprovalTimestamp?: string
  readonly ApprovalIsEmergency?: boolean
  readonly ApprovalDigitalSignature?: ApprovalDigitalSignature
  readonly ApprovalNationalDetails?: ApprovalNationalDetails
}

export interface ApproverDetails {
  readonly ApproverName?: string
  readonly ApproverRole?: string
  readonly ApproverIdentity?: ApproverIdentity
  readonly ApproverContactDetails?: readonly ApproverContactDetails[]
}

export interface ApprovalDigitalSignature {
  readonly NationalDigitalSignature: NationalDigitalSignature
}

export interface ApprovalNationalDetails {
  readonly CountryCode: string
}

export interface ApproverIdentity {
  readonly NationalApproverIdentity: NationalApproverIdentity
}

export interface ApproverContactDetails {
  readonly Name?: string
  readonly Role?: string
  readonly EmailAddress?: string
  readonly PhoneNumber?: string
  readonly FaxNumber?: string
  readonly Address?: string
  readonly Languages?: readonly LanguageIdentifier[]
  readonly ApproverAlternateName?: string
  readonly ApproverEmailAddress?: string
  readonly ApproverPhoneNumber?: string
}

export interface NationalDigitalSignature {
  readonly CountryCode: string
}

export interface ListOfChecksumAndType {
  readonly ChecksumAndType?: readonly ChecksumAndType[]
}

export interface NationalApproverIdentity {
  readonly CountryCode: string
}

export interface LanguageIdentifier {
  readonly ISO639Set1LanguageIdentifier: string
}

export interface ChecksumAndType {
  readonly Checksum: string
  readonly ChecksumType: string
}

export interface Timespan {
  readonly StartTime?: string
  readonly EndTime?: string
}

export interface DictionaryEntries {
  readonly DictionaryEntry?: readonly DictionaryEntry[]
}

export interface AuthorisationObject extends ObjectHead {
  readonly type: 'AuthorisationObject'
  readonly AuthorisationReference?: string
  readonly AuthorisationLegalType?: DictionaryEntry
  readonly AuthorisationPriority?: DictionaryEntry
  readonly AuthorisationStatus?: DictionaryEntry
  readonly AuthorisationDesiredStatus?: DictionaryEntry
  readonly AuthorisationTimespan?: AuthorisationTimespan
  readonly AuthorisationCSPID?: AuthorisationCSPID
  readonly AuthorisationCreationTimestamp?: string
  readonly AuthorisationServedTimestamp?: string
  readonly AuthorisationTerminationTimestamp?: string
  readonly AuthorisationApprovalDetails?: readonly ApprovalDetails[]
  readonly AuthorisationInvalidReason?: ActionUnsuccesfulInformation
  readonly AuthorisationFlags?: AuthorisationFlags
  readonly AuthorisationManualInformation?: string
  readonly NationalAuthorisationParameters?: NationalAuthorisationParameters
  readonly AuthorisationJurisdiction?: string
  readonly AuthorisationTypeOfCase?: DictionaryEntry
  readonly AuthorisationLegalEntity?: string
}

export interface AuthorisationTimespan {
  readonly StartTime?: string
  readonly EndTime?: string
}

export interface AuthorisationCSPID {
  readonly CSPID?: readonly EndpointID[]
}

export interface AuthorisationFlags {
  readonly AuthorisationFlag?: readonly DictionaryEntry[]
}

export interface NationalAuthorisationParameters {
  readonly CountryCode: string
}

export interface LITaskObject extends ObjectHead {
  readonly type: 'LITaskObject'
  readonly Reference?: string
  readonly Status?: DictionaryEntry
  readonly DesiredStatus?: DictionaryEntry
  readonly Timespan?: TaskTimespan
  readonly TargetIdentifier?: TargetIdentifier
  readonly DeliveryType?: DictionaryEntry
  readonly DeliveryDetails?: TaskDeliveryDetails
  readonly ApprovalDetails?: readonly ApprovalDetails[]
  readonly CSPID?: EndpointID
  readonly HandlingProfile?: DictionaryEntry
  readonly InvalidReason?: ActionUnsuccesfulInformation
  readonly Flags?: TaskFlags
  readonly NationalLITaskingParameters?: NationalLITaskingParameters
  readonly ListOfTrafficPolicyReferences?: ListOfTrafficPolicyReferences
  readonly ListOfIRIPolicyReferences?: ListOfIRIPolicyReferences
}

export interface LDTaskObject extends ObjectHead {
  readonly type: 'LDTaskObject'
  readonly Reference?: string
  readonly Status?: DictionaryEntry
  readonly StatusReason?: ActionUnsuccesfulInformation
  readonly DesiredStatus?: DictionaryEntry
  readonly RequestDetails?: RequestDetails
  readonly DeliveryDetails?: LDDeliveryDetails
  readonly ApprovalDetails?: readonly ApprovalDetails[]
  readonly CSPID?: EndpointID
  readonly HandlingProfile?: DictionaryEntry
  readonly Flags?: LDTaskFlags
  readonly AlternativePreservationReferences?: ListOfAlternativePreservationReferences
  readonly NationalLDTaskingParameters?: NationalLDTaskingParameters
  readonly Deadlines?: ListOfLDDeadlines
  readonly ManualInformation?: string
}

export interface LPTaskObject extends ObjectHead {
  readonly type: 'LPTaskObject'
  readonly Status?: DictionaryEntry
  readonly StatusReason?: ActionUnsuccesfulInformation
  readonly DesiredStatus?: DictionaryEntry
  readonly RequestDetails?: LPRequestDetails
  readonly DesiredPreservationExpiration?: string
  readonly PreservationExpiration?: string
  readonly CSPID?: EndpointID
  readonly NationalLPTaskingParameters?: NationalLPTaskingParameters
}

export interface TDTaskObject extends ObjectHead {
  readonly type: 'TDTaskObject'
  readonly RequesterReference?: string
  readonly CSPReference?: string
  readonly Status?: DictionaryEntry
  readonly StatusReason?: ActionUnsuccesfulInformation
  readonly DesiredStatus?: DictionaryEntry
  readonly RequestDetails?: TakedownRequestDetails
  readonly CSPID?: EndpointID
  readonly Flags?: TDTaskFlags
  readonly NationalTDTaskingParameters?: NationalTDTaskingParameters
  readonly Deadlines?: ListOfTDDeadlines
  readonly AlternativeDisclosureReferences?: ListOfAlternativeDisclosureReferences
  readonly ManualInformation?: string
}

export interface TaskTimespan {
  readonly StartTime?: string
  readonly EndTime?: string
  readonly TerminationTime?: string
  readonly ProvisioningTime?: string
  readonly DeprovisioningTime?: string
}

export interface TargetIdentifier {
  readonly TargetIdentifierValues?: TargetIdentifierValues
  readonly ServiceType?: DictionaryEntry
  readonly TargetIdentifierSubtype?: DictionaryEntry
}

export interface TaskDeliveryDetails {
  readonly DeliveryDestination?: readonly DeliveryDestination[]
}

export interface TaskFlags {
  readonly TaskFlag?: readonly DictionaryEntry[]
}

export interface NationalLITaskingParameters {
  readonly CountryCode: string
}

export interface ListOfTrafficPolicyReferences {
  readonly TrafficPolicyReference?: readonly TrafficPolicyReference[]
}

export interface ListOfIRIPolicyReferences {
  readonly IRIPolicyReference?: readonly IRIPolicyReference[]
}

export interface RequestDetails {
  readonly Type?: DictionaryEntry
  readonly StartTime?: string
  readonly EndTime?: string
  readonly ObservedTime?: string
  readonly ObservedTimes?: readonly string[]
  readonly RequestValues?: RequestValues
  readonly Subtype?: RequestSubtype
  readonly TargetIdentifierSubtype?: DictionaryEntry
}

export interface LDDeliveryDetails {
  readonly LDDeliveryDestination?: readonly LDDeliveryDestination[]
}

export interface LDTaskFlags {
  readonly LDTaskFlag?: readonly DictionaryEntry[]
}

export interface ListOfAlternativePreservationReferences {
  readonly AlternativePreservationReference?: readonly AlternativePreservationReference[]
}

export interface NationalLDTaskingParameters {
  readonly CountryCode: string
}

export interface ListOfLDDeadlines {
  readonly LDDeadline?: readonly LDDeadline[]
}

export interface LPRequestDetails {
  readonly Type?: DictionaryEntry
  readonly StartTime?: string
  readonly EndTime?: string
  readonly RequestValues?: RequestValues
  readonly Subtype?: RequestSubtype
  readonly TargetIdentifierSubtype?: DictionaryEntry
}

export interface NationalLPTaskingParameters {
  readonly CountryCode: string
}

export interface TakedownRequestDetails {
  readonly RequestValues?: RequestValues
  readonly RequestValueRefinement?: string
  readonly ObservedTimes?: ListOfObservedTimes
}

export interface TDTaskFlags {
  readonly TDTaskFlag?: readonly DictionaryEntry[]
}

export interface NationalTDTaskingParameters {
  readonly CountryCode: string
}

export interface ListOfTDDeadlines {
  readonly TakedownDeadline?: readonly TakedownDeadline[]
}

export interface ListOfAlternativeDisclosureReferences {
  readonly AlternativeDisclosureReference?: readonly AlternativeDisclosureReference[]
}

export interface DeliveryAddress {
  readonly IPv4Address?: string
  readonly IPv6Address?: string
  readonly IPAddressPort?: IPAddressPort
  readonly IPAddressPortRange?: IPAddressPortRange
  readonly E164Number?: string
  readonly FTPAddress?: string
  readonly URL?: string
  readonly FQDN?: string
  readonly EmailAddress?: string
  readonly EndpointID?: EndpointID
  readonly DeliveryInformationID?: string
}

export interface TargetIdentifierValues {
  readonly TargetIdentifierValue?: readonly TargetIdentifierValue[]
}

export interface DeliveryDestination {
  readonly DeliveryAddress?: DeliveryAddress
  readonly DestinationReference?: string
  readonly EncryptionReference?: string
  readonly EncryptionDetails?: NationalEncryptionDetails
  readonly IRIorCC?: DictionaryEntry
  readonly HandoverFormat?: DictionaryEntry
  readonly DeliveryProfile?: DictionaryEntry
  readonly NationalDeliveryParameters?: NationalDeliveryParameters
}

export interface TrafficPolicyReference {
  readonly Order?: number
  readonly ObjectIdentifier?: string
}

export interface IRIPolicyReference {
  readonly Order?: number
  readonly ObjectIdentifier?: string
}

export interface RequestValues {
  readonly RequestValue?: readonly RequestValue[]
}

export interface RequestSubtype {
  readonly RequestSubtype?: readonly DictionaryEntry[]
}

export interface LDDeliveryDestination {
  readonly DeliveryAddress?: DeliveryAddress
  readonly DestinationReference?: string
  readonly EncryptionReference?: string
  readonly EncryptionDetails?: NationalEncryptionDetails
  readonly LDHandoverFormat?: DictionaryEntry
  readonly LDDeliveryProfile?: DictionaryEntry
  readonly NationalDeliveryParameters?: NationalDeliveryParameters
}

export interface AlternativePreservationReference {
  readonly ReferenceValue: string
  readonly NatureOfReference?: string
  readonly TransmissionTime?: string
}

export interface LDDeadline {
  readonly DateTime?: string
  readonly NatureOfDeadline?: DictionaryEntry
  readonly OtherInformation?: string
}

export interface ListOfObservedTimes {
  readonly ObservedTime?: readonly string[]
}

export interface TakedownDeadline {
  readonly DateTime?: string
  readonly NatureOfDeadline?: DictionaryEntry
  readonly OtherInformation?: string
}

export interface AlternativeDisclosureReference {
  readonly ReferenceValue?: string
  readonly NatureOfReference?: DictionaryEntry
  readonly TransmissionTime?: string
}

export interface TargetIdentifierValue {
  readonly FormatType: FormatType
  readonly Value: string
}

export interface NationalEncryptionDetails {
  readonly CountryCode: string
}

export interface NationalDeliveryParameters {
  readonly CountryCode: string
}

export interface RequestValue {
  readonly FormatType: FormatType
  readonly Value: string
}

export interface FormatType {
  readonly FormatOwner: string
  readonly FormatName: string
}

export interface DocumentObject extends ObjectHead {
  readonly type: 'DocumentObject'
  readonly DocumentReference?: string
  readonly DocumentName?: string
  readonly DocumentStatus?: DictionaryEntry
  readonly DocumentDesiredStatus?: DictionaryEntry
  readonly DocumentTimespan?: DocumentTimespan
  readonly DocumentType?: DictionaryEntry
  readonly DocumentProperties?: DocumentProperties
  readonly DocumentBody?: DocumentBody
  readonly DocumentSignature?: readonly ApprovalDetails[]
  readonly DocumentInvalidReason?: ActionUnsuccesfulInformation
  readonly NationalDocumentParameters?: NationalDocumentParameters
}

export interface DocumentTimespan {
  readonly StartTime?: string
  readonly EndTime?: string
}

export interface DocumentProperties {
  readonly DocumentProperty?: readonly DocumentProperty[]
}

export interface DocumentBody {
  readonly Contents?: string
  readonly ContentType?: string
  readonly Checksum?: string
  readonly ChecksumType?: string
}

export interface NationalDocumentParameters {
  readonly CountryCode: string
}

export interface DocumentProperty {
  readonly PropertyType: DictionaryEntry
  readonly PropertyValue: string
}

export interface NotificationObject extends ObjectHead {
  readonly type: 'NotificationObject'
  readonly NotificationDetails?: string
  readonly NotificationType?: DictionaryEntry
  readonly NewNotification?: boolean
  readonly NotificationTimestamp?: string
  readonly StatusOfAssociatedObjects?: ListOfAssociatedObjectStatus
  readonly NationalNotificationParameters?: NationalNotificationParameters
}

export interface ListOfAssociatedObjectStatus {
  readonly AssociatedObjectStatus?: readonly AssociatedObjectStatus[]
}

export interface NationalNotificationParameters {
  readonly CountryCode: string
}

export interface AssociatedObjectStatus {
  readonly AssociatedObject: string
  readonly Status: DictionaryEntry
  readonly Details?: string
}

export interface DeliveryObject extends ObjectHead {
  readonly type: 'DeliveryObject'
  readonly Reference?: Reference
  readonly DeliveryID?: string
  readonly SequenceNumber?: number
  readonly LastSequence?: boolean
  readonly Manifest?: Manifest
  readonly Delivery?: Delivery
  readonly DeliveryStatus?: DictionaryEntry
  readonly DeliveryDesiredStatus?: DictionaryEntry
  readonly EncryptionDetails?: DeliveryEncryptionDetails
}

export interface Reference {
  readonly LDID?: string
  readonly LIID?: string
}

export interface Manifest {
  readonly Specification?: DictionaryEntry
  readonly ExternalSchema?: ExternalSchema
}

export interface Delivery {
  readonly BinaryData?: EmbeddedBinaryData
  readonly XMLData?: Embedded
  readonly JSONData?: Embedded
  readonly URL?: URLObject
  readonly DataExistence?: boolean
}

export interface DeliveryEncryptionDetails {
  readonly EncryptionReference?: string
  readonly AdditionalInformation?: string
}

export interface ExternalSchema {
  readonly ManifestID?: string
  readonly ManifestContents?: ManifestContents
}

export interface EmbeddedBinaryData {
  readonly Data: string
  readonly ContentType?: string
  readonly Checksum?: string
  readonly ChecksumType?: string
  readonly Checksums?: ListOfChecksumAndType
  readonly OriginalFilename?: string
  readonly ContentLength?: number
}

export interface URLObject {
  readonly URL: string
  readonly ContentLength?: number
  readonly ContentType?: string
  readonly Expiry?: string
  readonly Checksum?: string
  readonly OriginalFilename?: string
  readonly CSPDefinedIdentifier?: string
  readonly ChecksumType?: string
  readonly Checksums?: ListOfChecksumAndType
}

export interface ManifestContents {
  readonly BinaryData?: EmbeddedBinaryData
  readonly XMLSchema?: SchemaContent
  readonly JSONSchema?: Embedded
}

export interface SchemaContent {
  readonly schema: Embedded
}

export interface LIDestinationObject extends ObjectHead {
  readonly type: 'LIDestinationObject'
  readonly DeliveryAddress?: DeliveryAddress
  readonly FriendlyName?: string
  readonly NationalDestinationParameters?: NationalDestinationParameters
}

export interface LDDestinationObject extends ObjectHead {
  readonly type: 'LDDestinationObject'
  readonly DeliveryAddress?: DeliveryAddress
  readonly FriendlyName?: string
  readonly NationalDestinationParameters?: NationalDestinationParameters
}

export interface NationalDestinationParameters {
  readonly CountryCode: string
}

export interface EncryptionObject extends ObjectHead {
  readonly type: 'EncryptionObject'
  readonly EncryptionScheme: DictionaryEntry
  readonly X509EncryptionDetails?: X509EncryptionDetails
}

export interface X509EncryptionDetails {
  readonly X509Certificates?: readonly X509Certificate[]
}

export interface X509Certificate {
  readonly X509CertificateDER?: string
}

export interface TargetFormatTypeDefinitions {
  readonly FormatOwner: string
  readonly TargetFormatTypeDefinitionEntries: TargetFormatTypeDefinitionEntries
}

export interface TargetingConfigurations {
  readonly TargetingConfiguration?: readonly TargetingConfiguration[]
}

export interface SupportedLIWorkflowEndpoints {
  readonly SupportedLIWorkflowEndpoint?: readonly SupportedLIWorkflowEndpoint[]
}

export interface SupportedLPWorkflowEndpoints {
  readonly SupportedLPWorkflowEndpoint?: readonly SupportedLPWorkflowEndpoint[]
}

export interface SupportedLDWorkflowEndpoints {
  readonly SupportedLDWorkflowEndpoint?: readonly SupportedLDWorkflowEndpoint[]
}

export interface TargetFormatTypeDefinitionEntries {
  readonly TargetFormatTypeDefinitionEntry?: readonly TargetFormatTypeDefinitionEntry[]
}

export interface TargetingConfiguration {
  readonly FormatName: string
  readonly FormatOwner: string
  readonly Guidance?: string
  readonly AssociatedLIServiceTypes?: DictionaryEntries
  readonly AssociatedLDRequestTypes?: DictionaryEntries
  readonly AssociatedLDRequestSubtypes?: DictionaryEntries
  readonly AssociatedLPRequestTypes?: DictionaryEntries
  readonly AssociatedLPRequestSubtypes?: DictionaryEntries
}

export interface SupportedLIWorkflowEndpoint {
  readonly LIWorkflowEndpoint: DictionaryEntry
  readonly Guidance?: string
  readonly URL: string
}

export interface SupportedLPWorkflowEndpoint {
  readonly LPWorkflowEndpoint: DictionaryEntry
  readonly Guidance?: string
  readonly URL: string
}

export interface SupportedLDWorkflowEndpoint {
  readonly LDWorkflowEndpoint: DictionaryEntry
  readonly Guidance?: string
  readonly URL: string
}

export interface TargetFormatTypeDefinitionEntry {
  readonly FormatName: string
  readonly Description: string
  readonly FormatRegex: string
}

export interface Dictionaries {
  readonly Dictionary?: readonly Dictionary[]
}

export interface Dictionary {
  readonly Owner: string
  readonly Name: string
  readonly DictionaryEntries: DictionaryDefinitions
}

export interface DictionaryDefinitions {
  readonly DictionaryEntry?: readonly DictionaryDefinition[]
}

export interface DictionaryDefinition {
  readonly Value: string
  readonly Meaning: string
}

export interface IPAddressPort {
  readonly address: IPAddress
  readonly port: Port
}

export interface IPAddressPortRange {
  readonly address: IPAddress
  readonly portRange: PortRange
}

export interface IPAddress {
  readonly IPv4Address?: string
  readonly IPv6Address?: string
}

export interface Port {
  readonly TCPPort?: number
  readonly UDPPort?: number
}

export interface PortRange {
  readonly TCPPortRange?: TCPPortRange
  readonly UDPPortRange?: UDPPortRange
}

export interface TCPPortRange {
  readonly start: number
  readonly end: number
}

export interface UDPPortRange {
  readonly start: number
  readonly end: number
}

export type Hi1Object =
  | AuthorisationObject
  | LITaskObject
  | LDTaskObject
  | LPTaskObject
  | TDTaskObject
  | DocumentObject
  | NotificationObject
  | DeliveryObject
  | LIDestinationObject
  | LDDestinationObject
  | EncryptionObject
