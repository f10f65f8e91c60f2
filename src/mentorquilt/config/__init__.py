"""The front door: settings, addresses, navigation, the worker's loop and the command line.

Imports every room and is imported by none. No rule of the product lives here.
"""
