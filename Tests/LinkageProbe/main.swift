// The least program that counts: what it links is what `Tokens` needs.

import Tokens

for argument in CommandLine.arguments.dropFirst() { print(Encoding.o200kBase.count(argument)) }
