# Broadcasts

broadcast-nobody = No group fits; please choose another audience.
broadcast-unknown = This broadcast was not found; please check its number.
