// Values of JSON are part of this module's interface: tools' schemas, extras, raw responses.
@_exported import JSONValues
