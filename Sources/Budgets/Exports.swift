// Budgets speak of money, models and requests.
@_exported import Pricing
