// Requests, usage and money are part of this module's interface.
@_exported import Completions
